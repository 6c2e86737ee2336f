//! One binary for everything that is tested through the product's surface: the command line, the stores, and what must
//! hold everywhere.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "helpers of tests are not #[test] functions; tests read the environment and run programs"
)]

mod audit;
mod cli;
mod documents;
mod import;
mod layers;
mod live;
mod live_check;
mod messages;
mod need;
mod oracle;
mod outputs;
mod protected;
mod report;
mod rig;
mod sample;
mod serve;
mod world;
