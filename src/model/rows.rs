//! Named rows, each tagged with the rule it carries and with what it binds.

/// The rows of a model under construction.
#[derive(Debug, Default)]
pub struct Rows {}
