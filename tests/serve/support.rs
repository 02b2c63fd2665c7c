//! A server that runs, and the ways to speak to it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use quyet_dinh::inner::serve::{Answer, Events, Method, Request, Server, Site};

/// Tells what arrived.
struct Echo;

impl Site for Echo {
    fn answer(&self, request: &Request) -> Answer {
        match request.path.as_str() {
            "" => Answer::new("text/html; charset=utf-8", "<p>chào</p>"),
            "face-0.ttf" => Answer {
                keep: true,
                ..Answer::new("font/ttf", [1, 2, 3])
            },
            "file" => Answer {
                file_name: Some("Quyết định \"1\"\r\nX: y.pdf".into()),
                ..Answer::new("application/pdf", "%PDF")
            },
            "long" => Answer::new("text/plain; charset=utf-8", vec![b'x'; 4 << 20]),
            "panic" => unreachable!("asked for"),
            "nothing" => Answer::not_found(),
            path => {
                let method = if request.method == Method::Get {
                    "GET"
                } else {
                    "POST"
                };
                let body = String::from_utf8_lossy(&request.body);
                Answer::new(
                    "application/json; charset=utf-8",
                    format!("{method} [{path}] {:?} [{body}]", request.query),
                )
            }
        }
    }
}

/// A server that runs; `port` and `base` (`/TOKEN/`) are those of its address.
pub(crate) struct Running<'a> {
    pub(crate) port: u16,
    pub(crate) base: String,
    pub(crate) events: &'a Events,
}

pub(crate) fn with_server(test: impl FnOnce(&Running)) {
    let server = Server::bind(0).expect("a connection");
    let events = Events::new();
    let stop = server.stop_handle();
    let base = server
        .address()
        .strip_prefix(&format!("http://127.0.0.1:{}", server.port()))
        .expect("a connection")
        .to_owned();
    thread::scope(|scope| {
        scope.spawn(|| server.run(&Echo, &events));
        // stops also where a test fails, or the scope would wait forever
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            test(&Running {
                port: server.port(),
                base,
                events: &events,
            });
        }));
        stop.stop();
        if let Err(fault) = outcome {
            std::panic::resume_unwind(fault);
        }
    });
}

impl Running<'_> {
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(40)))
            .expect("a connection");
        stream
    }

    /// Sends bytes as they are; the whole answer.
    pub(crate) fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // a refusal may come before everything is sent
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }

    /// A request whose headers are these lines.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[&str], body: &str) -> String {
        let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        self.raw(format!("{method} {target} HTTP/1.1\r\n{headers}\r\n{body}").as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.ask("GET", &format!("{}{path}", self.base), &[&self.host()], "")
    }

    /// The headers of a POST of the page itself.
    pub(crate) fn own(&self, length: usize) -> Vec<String> {
        vec![
            self.host(),
            format!("Origin: http://127.0.0.1:{}", self.port),
            "Sec-Fetch-Site: same-origin".into(),
            "Content-Type: application/json".into(),
            "X-Quyetdinh: 1".into(),
            format!("Content-Length: {length}"),
        ]
    }

    /// A POST of the page itself, but for one header: `instead` takes the place of the one of its name, or that is left out.
    pub(crate) fn post(&self, body: &str, name: &str, instead: Option<&str>) -> String {
        let mut headers = self.own(body.len());
        headers.retain(|line| !line.starts_with(&format!("{name}:")) || name.is_empty());
        headers.extend(instead.map(str::to_owned));
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        self.ask("POST", &format!("{}correct", self.base), &headers, body)
    }
}

pub(crate) fn status(answer: &str) -> &str {
    answer
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3))
        .unwrap_or("none")
}

pub(crate) fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").expect("a connection").1
}

/// Each of these has this status.
pub(crate) fn all(expected: &str, answers: &[(&str, String)]) {
    for (what, answer) in answers {
        assert_eq!(status(answer), expected, "{what}:\n{answer}");
    }
}
