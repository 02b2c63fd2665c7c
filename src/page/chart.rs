//! stub
#![allow(missing_docs)]
pub struct Chart {
    pub title: String,
    pub maximum: f64,
    pub bars: Vec<Bar>,
    pub limits: Vec<Limit>,
}
pub struct Bar {
    pub name: String,
    pub score: f64,
    pub printed: String,
    pub then: Option<f64>,
    pub then_printed: Option<String>,
    pub tier: Option<String>,
}
pub struct Limit {
    pub name: String,
    pub from: f64,
}
pub fn chart(_: &Chart, _: &str) -> String {
    String::new()
}
