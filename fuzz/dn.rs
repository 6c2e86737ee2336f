//! Any bytes as a distinguished name: `cargo +nightly fuzz run dn`. The corpus also runs as a test of `src/directory`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| directory::fuzz::dn(bytes));
