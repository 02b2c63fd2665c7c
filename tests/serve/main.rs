//! The server of the page, spoken to over real sockets as a browser, another page, and a stranger would.

use std::net::{TcpListener, TcpStream};

use quyet_dinh::inner::serve::Server;

use support::{all, body, with_server};

mod bounds;
mod door;
mod events;
mod support;

#[test]
fn a_page_is_answered_with_headers_that_hold_the_browser_to_it() {
    with_server(|server| {
        let answer = server.get("");
        let expected = "HTTP/1.1 200 OK\r\nConnection: close\r\n\
            Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
            font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'\r\n\
            X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
            Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n\
            Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: 12\r\n\r\n<p>chào</p>";
        assert_eq!(answer, expected);
        assert!(
            server
                .get("face-0.ttf")
                .contains("Cache-Control: private, max-age=86400\r\n")
        );
        all("404", &[("nothing", server.get("nothing"))]);
        let refused = server.raw(b"GET / HTTP/1.1\r\n\r\n");
        for answer in [&answer, &refused] {
            assert!(
                answer.contains("\r\nContent-Security-Policy: default-src 'none';"),
                "{answer}"
            );
            assert!(
                answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"),
                "{answer}"
            );
            assert!(
                !answer.to_ascii_lowercase().contains("access-control-"),
                "{answer}"
            );
        }
    });
}

#[test]
fn a_file_keeps_its_vietnamese_name_and_adds_no_header() {
    with_server(|server| {
        let answer = server.get("file");
        let expected = "Content-Disposition: attachment; filename=\"Quy_t___nh__1___X__y.pdf\"; \
            filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20%221%22%0D%0AX%3A%20y.pdf\r\n";
        assert!(answer.contains(expected), "{answer}");
    });
}

#[test]
fn path_and_query_are_decoded_or_refused() {
    with_server(|server| {
        let answer = server.get("origin/0/7?word=80%2C67+%C4%91i%E1%BB%83m&since=&x");
        assert_eq!(
            body(&answer),
            r#"GET [origin/0/7] [("word", "80,67 điểm"), ("since", ""), ("x", "")] []"#
        );
        let broken = [
            "%ff",
            "a%00",
            "a%0",
            "%zz",
            "a?b=%C3",
            "../a",
            "a/..",
            "a/%2e%2e/b",
            "a%2f..%2fb",
            "a%5C..%5Cb",
            "./a",
        ];
        all("400", &broken.map(|path| (path, server.get(path))));
    });
}

#[test]
fn a_fault_in_one_answer_ends_that_answer_alone() {
    with_server(|server| {
        let answer = server.get("panic");
        all("500", &[("panic", answer.clone())]);
        assert!(body(&answer).contains("Chương trình gặp lỗi"), "{answer}");
        all("200", &[("after it", server.get(""))]);
    });
}

#[test]
fn a_taken_port_is_passed_over() {
    // a port with free ones behind it, as far as others leave them
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let server = Server::bind(port.min(u16::MAX - 20)).unwrap();
    assert_ne!(server.port(), port);
    assert!((port..=port.saturating_add(20)).contains(&server.port()) || port > u16::MAX - 20);
}

#[test]
fn it_listens_on_loopback_alone() {
    let server = Server::bind(0).unwrap();
    assert!(
        server
            .address()
            .starts_with(&format!("http://127.0.0.1:{}/", server.port()))
    );
    // another address of this machine: loopback is a whole network on Linux
    if cfg!(target_os = "linux") {
        assert!(TcpStream::connect(("127.0.0.2", server.port())).is_err());
    }
}
