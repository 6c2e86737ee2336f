//! Orchestration of the project: set-up, tests, the sample, generated documents. It never links the product, so that
//! it starts in a second on a bare machine.

pub mod sample;
