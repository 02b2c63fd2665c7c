//! Server-Sent Events: who gets which, and how many may listen.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::support::{Running, all, with_server};

/// An open connection for events, and what came over it so far.
struct Listener(TcpStream, String);

impl Listener {
    fn open(server: &Running) -> Self {
        let mut stream = server.connect();
        stream
            .write_all(
                format!(
                    "GET {}events HTTP/1.1\r\n{}\r\n\r\n",
                    server.base,
                    server.host()
                )
                .as_bytes(),
            )
            .expect("a connection");
        Self(stream, String::new())
    }

    /// Reads until this came.
    fn until(&mut self, text: &str) {
        let mut chunk = [0; 1024];
        while !self.1.contains(text) {
            let read = self.0.read(&mut chunk).expect("a connection");
            assert!(read > 0, "ended: {}", self.1);
            self.1 += &String::from_utf8_lossy(&chunk[..read]);
        }
    }
}

#[test]
fn events_reach_every_open_page_and_the_last_one_each_new_page() {
    with_server(|server| {
        let mut pages = [Listener::open(server), Listener::open(server)];
        for page in &mut pages {
            page.until("retry: 1000\n\n");
            assert!(
                page.1
                    .contains("Content-Type: text/event-stream; charset=utf-8\r\n"),
                "{}",
                page.1
            );
            assert!(!page.1.contains("Content-Length"), "{}", page.1);
        }
        server.events.send("state", "1");
        pages
            .iter_mut()
            .for_each(|page| page.until("event: state\ndata: 1\n\n"));
        server.events.send("state", "2\nhai");
        pages
            .iter_mut()
            .for_each(|page| page.until("event: state\ndata: 2\ndata: hai\n\n"));
        let mut late = Listener::open(server);
        late.until("data: hai\n\n");
        assert!(!late.1.contains("data: 1\n"), "{}", late.1);
        late.until(": \n\n");
    });
}

#[test]
fn open_pages_are_counted_and_closed_ones_forgotten() {
    with_server(|server| {
        let mut pages: Vec<Listener> = (0..32).map(|_| Listener::open(server)).collect();
        pages
            .iter_mut()
            .for_each(|page| page.until("retry: 1000\n\n"));
        all("503", &[("the 33rd", server.get("events"))]);
        all("200", &[("another request", server.get(""))]);
        drop(pages);
        thread::sleep(Duration::from_secs(2));
        Listener::open(server).until("retry: 1000\n\n");
    });
}
