//! What is in the address and in nobody's guess.

use std::io;

/// Bytes of a token: 128 bits.
const BYTES: usize = 16;

/// A random word of hexadecimal digits.
#[derive(Clone, Debug)]
pub(super) struct Token(String);

impl Token {
    /// From the system's source of random bytes.
    ///
    /// # Errors
    /// The system has none.
    pub(super) fn new() -> io::Result<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Self(
            bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is that word; takes as long for any word of its length.
    pub(super) fn is(&self, word: &str) -> bool {
        let (own, word) = (self.0.as_bytes(), word.as_bytes());
        let differs = own.iter().zip(word).fold(0, |all, (a, b)| all | (a ^ b));
        own.len() == word.len() && differs == 0
    }
}
