//! Bounds of form, size, time and number.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use crate::support::{all, with_server};

#[test]
fn other_methods_and_broken_requests_are_refused() {
    with_server(|server| {
        let host = server.host();
        for method in [
            "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get",
        ] {
            let answer = server.ask(method, &server.base, &[&host], "");
            all("405", &[(method, answer.clone())]);
            assert!(answer.contains("\r\nAllow: GET, POST\r\n"), "{answer}");
        }
        let broken: [&[u8]; 6] = [
            b"\r\n\r\n",
            b"hello\r\n\r\n",
            b"GET / HTTP/9\r\n\r\n",
            b"\x16\x03\x01\r\n\r\n",
            b"GET / HTTP/1.1\r\nA B: c\r\n\r\n",
            b"GET",
        ];
        for bytes in broken {
            let mut stream = server.connect();
            stream.write_all(bytes).unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            all("400", &[(&String::from_utf8_lossy(bytes), answer)]);
        }
    });
}

#[test]
fn a_request_is_bounded_in_size() {
    with_server(|server| {
        let host = server.host();
        let get = |line: &str| server.ask("GET", &server.base, &[&host, line], "");
        all(
            "200",
            &[("15 KB", get(&format!("A: {}", "x".repeat(15 << 10))))],
        );
        all(
            "431",
            &[
                ("17 KB", get(&format!("A: {}", "x".repeat(17 << 10)))),
                ("1 MB", get(&format!("A: {}", "x".repeat(1 << 20)))),
            ],
        );
        let many = |count: usize| vec!["A: b"; count].join("\r\n");
        all("200", &[("64 headers", get(&many(63)))]);
        all("431", &[("65 headers", get(&many(64)))]);
        all(
            "200",
            &[("64 KB", server.post(&"x".repeat(64 << 10), "", None))],
        );
        all(
            "413",
            &[
                ("more", server.post(&"x".repeat((64 << 10) + 1), "", None)),
                ("much more", server.post(&"x".repeat(1 << 20), "", None)),
                (
                    "huge",
                    server.post(
                        "",
                        "Content-Length",
                        Some(&format!("Content-Length: {}", "9".repeat(40))),
                    ),
                ),
            ],
        );
        all(
            "411",
            &[
                ("no length", server.post("{}", "Content-Length", None)),
                (
                    "chunked",
                    server.post(
                        "2\r\n{}\r\n0\r\n\r\n",
                        "Content-Length",
                        Some("Transfer-Encoding: chunked"),
                    ),
                ),
                (
                    "both",
                    server.post("{}", "", Some("Transfer-Encoding: chunked")),
                ),
            ],
        );
        all(
            "400",
            &[
                ("twice", server.post("{}", "", Some("Content-Length: 2"))),
                (
                    "signed",
                    server.post("{}", "Content-Length", Some("Content-Length: +2")),
                ),
                (
                    "negative",
                    server.post("{}", "Content-Length", Some("Content-Length: -2")),
                ),
                (
                    "more than said",
                    server.post("{}", "Content-Length", Some("Content-Length: 1")),
                ),
                (
                    "body on GET",
                    server.ask("GET", &server.base, &[&host, "Content-Length: 2"], "{}"),
                ),
            ],
        );
    });
}

/// Ten seconds for the whole, however often a byte comes.
#[test]
fn a_request_is_bounded_in_time() {
    with_server(|server| {
        let cut_off = |first: String| {
            let mut stream = server.connect();
            stream.write_all(first.as_bytes()).unwrap();
            let mut drip = stream.try_clone().unwrap();
            let dripping = thread::spawn(move || {
                (0..60)
                    .take_while(|_| {
                        drip.write_all(b"x")
                            .map(|()| thread::sleep(Duration::from_millis(250)))
                            .is_ok()
                    })
                    .count()
            });
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer);
            drop(stream);
            (answer, dripping.join().unwrap())
        };
        thread::scope(|scope| {
            let head = format!("GET {} HTTP/1.1\r\n{}\r\nA: ", server.base, server.host());
            let body = format!(
                "POST {}correct HTTP/1.1\r\n{}\r\n\r\n",
                server.base,
                server.own(60_000).join("\r\n")
            );
            for asked in [scope.spawn(|| cut_off(head)), scope.spawn(|| cut_off(body))] {
                let (answer, drips) = asked.join().unwrap();
                all("408", &[("dripping", answer)]);
                // 10 s are 40 drips
                assert!((36..=50).contains(&drips), "{drips} drips");
            }
        });
    });
}

#[test]
fn who_takes_no_answer_is_cut_off() {
    with_server(|server| {
        let mut stream = server.connect();
        stream
            .write_all(
                format!(
                    "GET {}long HTTP/1.1\r\n{}\r\n\r\n",
                    server.base,
                    server.host()
                )
                .as_bytes(),
            )
            .unwrap();
        thread::sleep(Duration::from_secs(32));
        let mut taken = Vec::new();
        let _ = stream.read_to_end(&mut taken);
        assert!(taken.len() < 4 << 20, "{} bytes", taken.len());
    });
}

#[test]
fn more_than_64_connections_are_turned_away_at_once() {
    with_server(|server| {
        let waiting: Vec<TcpStream> = (0..64).map(|_| server.connect()).collect();
        thread::sleep(Duration::from_millis(300));
        all("503", &[("the 65th", server.get(""))]);
        drop(waiting);
        thread::sleep(Duration::from_millis(300));
        all("200", &[("after them", server.get(""))]);
    });
}
