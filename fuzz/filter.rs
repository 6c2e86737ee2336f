//! Any bytes as a filter of a dynamic group: `cargo +nightly fuzz run filter`. The corpus also runs as a test of `src/directory`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| directory::fuzz::filter(bytes));
