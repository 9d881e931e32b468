//! Schemas found in other projects' documents, where these are at hand.
