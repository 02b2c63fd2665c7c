//! The program `quyetdinh`.

fn main() {}
