//! A small HTTP/1.1 server for one person's browser: loopback only, a secret in the address, every request bounded in size
//! and time, events sent to the pages that are open (Server-Sent Events). Knows nothing of dossiers.

mod address;
mod answer;
mod clock;
mod door;
mod events;
mod exchange;
mod head;
mod server;

pub(crate) use address::encoded;
pub use answer::Answer;
pub use events::Events;
pub use server::Server;

/// What a request asks for; other methods are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To read.
    Get,
    /// To do something.
    Post,
}

/// A request that passed all checks.
#[derive(Debug)]
pub struct Request {
    /// To read or to do.
    pub method: Method,
    /// The path below the token, decoded, without leading slash: `page/0-1`.
    pub path: String,
    /// Names and values behind `?`, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// What was sent; empty on GET.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of that name behind `?`; empty where there is none.
    pub fn parameter(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(given, _)| given == name);
        found.map_or("", |(_, value)| value)
    }
}

/// What answers the requests, many at a time.
pub trait Site: Sync {
    /// The answer to one request.
    fn answer(&self, request: &Request) -> Answer;
}
