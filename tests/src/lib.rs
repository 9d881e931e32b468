//! Test helpers shared by the integration tests in this package.
