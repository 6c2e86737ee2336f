//! Orchestration of the project: set-up, tests, sample, docs.
fn main() {}
