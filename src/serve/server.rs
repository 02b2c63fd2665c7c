//! Listens, and answers each connection in a thread of its own.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::answer::Answer;
use super::events::Events;
use super::guard::admitted;
use super::request::{Method, Raw, Refusal, Request};
use super::token::Token;

/// Ports that are tried after the first.
const MORE_PORTS: u16 = 20;
/// Connections at the same time.
const MOST_CONNECTIONS: usize = 64;
/// To take an answer.
const MOST_TIME: Duration = Duration::from_secs(30);
/// The path that is answered with events.
const EVENTS: &str = "events";

/// What is shown at an address.
pub trait Site: Sync {
    /// The answer to a request of the page.
    fn answer(&self, request: &Request) -> Answer;
}

/// A server on this machine, for this machine.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
    token: Token,
    stopped: AtomicBool,
    connections: AtomicUsize,
}

impl Server {
    /// Takes the port, or the first free one of those behind it; 0 leaves the choice to the system.
    ///
    /// # Errors
    /// All of them are taken.
    pub fn bind(first: u16) -> io::Result<Self> {
        let last = if first == 0 {
            0
        } else {
            first.saturating_add(MORE_PORTS)
        };
        let mut failed = io::Error::from(io::ErrorKind::AddrInUse);
        for port in first..=last {
            match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
                Ok(listener) => {
                    return Ok(Self {
                        port: listener.local_addr()?.port(),
                        listener,
                        token: Token::new()?,
                        stopped: AtomicBool::new(false),
                        connections: AtomicUsize::new(0),
                    });
                }
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// The address that opens the page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token.as_str())
    }

    /// Answers until it is stopped.
    pub fn run(&self, site: &dyn Site, events: &Events) {
        std::thread::scope(|scope| {
            for stream in self.listener.incoming() {
                if self.stopped.load(Ordering::Acquire) {
                    break;
                }
                let Ok(mut stream) = stream else {
                    // too many files open: others close
                    std::thread::sleep(Duration::from_millis(20));
                    continue;
                };
                let _ = stream.set_write_timeout(Some(MOST_TIME));
                let _ = stream.set_nodelay(true);
                if self.connections.fetch_add(1, Ordering::AcqRel) >= MOST_CONNECTIONS {
                    let busy = Answer::refusal((503, "Quá nhiều kết nối cùng lúc"));
                    let _ = busy.send(&mut stream);
                    self.connections.fetch_sub(1, Ordering::AcqRel);
                    continue;
                }
                scope.spawn(move || {
                    self.serve(&mut stream, site, events);
                    let _ = stream.shutdown(Shutdown::Both);
                    self.connections.fetch_sub(1, Ordering::AcqRel);
                });
            }
            events.close();
        });
    }

    /// Ends [`Self::run`].
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        // it waits for a connection
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }

    fn serve(&self, stream: &mut TcpStream, site: &dyn Site, events: &Events) {
        let request = Raw::read(stream).and_then(|raw| admitted(raw, &self.token, self.port));
        let answer = match request {
            Ok(request) if request.method == Method::Get && request.path == EVENTS => {
                if events.admits() {
                    events.listen(stream);
                    return;
                }
                Answer::refusal((503, "Quá nhiều trang cùng mở"))
            }
            Ok(request) => answer(site, &request),
            Err(refusal) => Answer::refusal(refusal),
        };
        let _ = answer.send(stream);
    }
}

fn answer(site: &dyn Site, request: &Request) -> Answer {
    const BROKEN: Refusal = (
        500,
        "Lỗi trong chương trình: hãy báo cho người làm chương trình",
    );
    catch_unwind(AssertUnwindSafe(|| site.answer(request)))
        .unwrap_or_else(|_| Answer::refusal(BROKEN))
}
