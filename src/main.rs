//! Skydd.
fn main() {}
