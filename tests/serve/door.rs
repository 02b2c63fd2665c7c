//! Token, host, origin: who is let in.

use quyet_dinh::inner::serve::Server;

use crate::support::{all, body, with_server};

#[test]
fn without_the_whole_token_nothing_is_shown() {
    with_server(|server| {
        let host = server.host();
        let token = server.base.trim_matches('/').to_owned();
        assert_eq!(token.len(), 32);
        let mut wrong = token.clone();
        let last = wrong.pop().unwrap();
        wrong.push(if last == '0' { '1' } else { '0' });
        let paths = [
            "/".to_owned(),
            "//".to_owned(),
            "/favicon.ico".to_owned(),
            format!("/{wrong}/"),
            format!("/{}/", &token[..31]),
            format!("/{token}0/"),
            format!("/{token}"),
            format!("/x/{token}/"),
            format!("/%{:02x}{}/", token.as_bytes()[0], &token[1..]),
        ];
        for path in &paths {
            let answer = server.ask("GET", path, &[&host], "");
            all("403", &[(path, answer.clone())]);
            assert!(
                body(&answer).contains("đúng địa chỉ mà lệnh <b>quyetdinh xem</b> đã in ra"),
                "{answer}"
            );
            assert!(!answer.contains(&token), "{answer}");
        }
    });
    let tokens = [
        Server::bind(0).unwrap().address(),
        Server::bind(0).unwrap().address(),
    ];
    assert_ne!(tokens[0].split('/').nth(3), tokens[1].split('/').nth(3));
}

#[test]
fn a_foreign_host_name_is_refused() {
    with_server(|server| {
        let port = server.port;
        let with = |lines: &[&str]| server.ask("GET", &server.base, lines, "");
        all(
            "200",
            &[("localhost", with(&[&format!("Host: localhost:{port}")]))],
        );
        let names = [
            "evil.example",
            "127.0.0.1.evil.example",
            "[::1]",
            "127.1",
            "LOCALHOST",
            "0.0.0.0",
        ];
        let mut hosts: Vec<String> = names
            .iter()
            .map(|name| format!("Host: {name}:{port}"))
            .collect();
        hosts.extend(
            [
                "Host: 127.0.0.1",
                "Host: localhost",
                "Host: 127.0.0.1:1",
                "Host:",
            ]
            .map(str::to_owned),
        );
        for host in &hosts {
            all("403", &[(host, with(&[host]))]);
        }
        all("403", &[("none", with(&[]))]);
        let host = server.host();
        all(
            "400",
            &[
                ("twice", with(&[&host, &host])),
                ("whole address", {
                    server.ask(
                        "GET",
                        &format!("http://127.0.0.1:{port}{}", server.base),
                        &[&host],
                        "",
                    )
                }),
            ],
        );
    });
}

#[test]
fn another_page_cannot_read() {
    with_server(|server| {
        let (host, port) = (server.host(), server.port);
        let with = |line: &str| server.ask("GET", &server.base, &[&host, line], "");
        let own = format!("Origin: http://127.0.0.1:{port}");
        all(
            "200",
            &[
                own.as_str(),
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin",
            ]
            .map(|line| (line, with(line))),
        );
        let foreign = [
            "Origin: null",
            "Origin: http://evil.example",
            &format!("Origin: https://127.0.0.1:{port}"),
            &format!("Origin: http://localhost:{port}"),
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        ];
        all("403", &foreign.map(|line| (line, with(line))));
    });
}

#[test]
fn another_pages_form_does_nothing() {
    with_server(|server| {
        let answer = server.post("{\"a\":1}", "", None);
        assert_eq!(body(&answer), "POST [correct] [] [{\"a\":1}]");
        all(
            "200",
            &[(
                "charset",
                server.post(
                    "{}",
                    "Content-Type",
                    Some("Content-Type: application/json; charset=utf-8"),
                ),
            )],
        );
        all(
            "403",
            &[
                ("no origin", server.post("{}", "Origin", None)),
                ("null", server.post("{}", "Origin", Some("Origin: null"))),
                (
                    "foreign",
                    server.post("{}", "Origin", Some("Origin: http://evil.example")),
                ),
                (
                    "other name",
                    server.post(
                        "{}",
                        "Origin",
                        Some(&format!("Origin: http://localhost:{}", server.port)),
                    ),
                ),
                (
                    "other port",
                    server.post("{}", "Origin", Some("Origin: http://127.0.0.1:1")),
                ),
                (
                    "typed",
                    server.post("{}", "Sec-Fetch-Site", Some("Sec-Fetch-Site: none")),
                ),
                (
                    "cross",
                    server.post("{}", "Sec-Fetch-Site", Some("Sec-Fetch-Site: cross-site")),
                ),
                ("no mark", server.post("{}", "X-Quyetdinh", None)),
                (
                    "other mark",
                    server.post("{}", "X-Quyetdinh", Some("X-Quyetdinh: 2")),
                ),
            ],
        );
        all(
            "415",
            &[
                (
                    "form",
                    server.post(
                        "a=1",
                        "Content-Type",
                        Some("Content-Type: application/x-www-form-urlencoded"),
                    ),
                ),
                (
                    "text",
                    server.post("{}", "Content-Type", Some("Content-Type: text/plain")),
                ),
                ("none", server.post("{}", "Content-Type", None)),
            ],
        );
        all(
            "200",
            &[(
                "no Sec-Fetch-Site",
                server.post("{}", "Sec-Fetch-Site", None),
            )],
        );
    });
}
