//! Three deterministic stories as CSV bytes.
//!
//! Each story is two files, made from a fixed seed, so that the page, the command line and the tests
//! speak of the same rows. Every value is rounded where it is written.

mod ab_test;
mod broken_pipeline;
mod credit_drift;
mod random;
mod rows;

/// A built-in story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Story {
    /// A credit model whose applicants change in the summer.
    CreditDrift,
    /// A feed that breaks for four days and looks like drift.
    BrokenPipeline,
    /// Two arms of an experiment.
    AbTest,
}

/// A file of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFile {
    /// Its name.
    pub name: &'static str,
    /// Its CSV.
    pub bytes: Vec<u8>,
}

impl Story {
    /// Every story, in the order of the page.
    pub const ALL: [Self; 3] = [Self::CreditDrift, Self::BrokenPipeline, Self::AbTest];

    /// The story's short name, as messages and the command line have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreditDrift => "credit",
            Self::BrokenPipeline => "pipeline",
            Self::AbTest => "ab",
        }
    }

    /// The story of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|story| story.name() == name)
    }

    /// The file that plays the reference.
    #[must_use]
    pub fn reference(self) -> StoryFile {
        match self {
            Self::CreditDrift => credit_drift::reference(),
            Self::BrokenPipeline => broken_pipeline::reference(),
            Self::AbTest => ab_test::reference(),
        }
    }

    /// The file that plays production.
    #[must_use]
    pub fn production(self) -> StoryFile {
        match self {
            Self::CreditDrift => credit_drift::production(),
            Self::BrokenPipeline => broken_pipeline::production(),
            Self::AbTest => ab_test::production(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_the_same_every_time() {
        for story in Story::ALL {
            assert_eq!(story.reference(), story.reference());
            assert_eq!(story.production(), story.production());
            assert_eq!(Story::from_name(story.name()), Some(story));
        }
    }

    #[test]
    fn stories_are_small_and_square() {
        for story in Story::ALL {
            for file in [story.reference(), story.production()] {
                assert!(file.bytes.len() < 4_000_000, "{} bytes", file.bytes.len());
                let text = String::from_utf8(file.bytes).unwrap();
                let mut fields = text.lines().map(|line| line.split(',').count());
                let header = fields.next().unwrap();
                assert!(fields.all(|n| n == header), "{}", file.name);
            }
        }
    }
}
