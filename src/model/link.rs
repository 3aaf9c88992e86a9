//! The state of the view as a link's fragment: `#drift/column?by=psi&order=-distance&q=text`.
//!
//! A link carries what is looked at, never the data.

use report::Verdict;

use super::chapter::Chapter;
use super::columns::{Distance, Order, Sort};

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The chapter.
    pub chapter: Chapter,
    /// The column whose detail is open.
    pub column: Option<String>,
    /// What columns are searched for.
    pub search: String,
    /// The order of columns; none is the verdict's own.
    pub order: Option<Order>,
    /// The distance that is shown.
    pub distance: Distance,
    /// The verdicts that are shown; all of them when empty.
    pub verdicts: Vec<Verdict>,
}

impl View {
    /// The view that a fragment describes; what it does not understand is left out.
    pub fn from_fragment(fragment: &str) -> Self {
        let fragment = fragment.trim_start_matches('#');
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let (chapter, column) = path.split_once('/').unwrap_or((path, ""));
        let mut view = Self {
            chapter: Chapter::from_slug(chapter).unwrap_or_default(),
            column: Some(decode(column)).filter(|name| !name.is_empty()),
            ..Self::default()
        };
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            view.take(key, &decode(value));
        }
        view
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "q" => value.clone_into(&mut self.search),
            "by" => self.distance = Distance::from_slug(value).unwrap_or_default(),
            "order" => {
                let (descending, slug) =
                    value.strip_prefix('-').map_or((false, value), |slug| (true, slug));
                self.order = Sort::from_slug(slug).map(|by| Order { by, descending });
            }
            "show" => self.verdicts = value.split(',').filter_map(verdict_from_slug).collect(),
            _ => {}
        }
    }

    /// The fragment that describes the view, with its `#`.
    pub fn to_fragment(&self) -> String {
        let mut text = format!("#{}", self.chapter.slug());
        if let Some(column) = &self.column {
            text.push('/');
            text.push_str(&encode(column));
        }
        let mut separator = '?';
        for (key, value) in self.query() {
            text.push(separator);
            text.push_str(key);
            text.push('=');
            text.push_str(&value);
            separator = '&';
        }
        text
    }

    fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        if self.distance != Distance::default() {
            query.push(("by", self.distance.slug().to_owned()));
        }
        if let Some(order) = self.order {
            let sign = if order.descending { "-" } else { "" };
            query.push(("order", format!("{sign}{}", order.by.slug())));
        }
        if !self.search.is_empty() {
            query.push(("q", encode(&self.search)));
        }
        if !self.verdicts.is_empty() {
            let slugs: Vec<_> = self.verdicts.iter().copied().map(verdict_slug).collect();
            query.push(("show", slugs.join(",")));
        }
        query
    }
}

const fn verdict_slug(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "stable",
        Verdict::NotEnoughData => "thin",
        Verdict::Negligible => "negligible",
        Verdict::Moderate => "moderate",
        Verdict::Significant => "significant",
    }
}

fn verdict_from_slug(slug: &str) -> Option<Verdict> {
    Verdict::ALL.into_iter().find(|&verdict| verdict_slug(verdict) == slug)
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = (byte == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_survives_its_link() {
        let view = View {
            chapter: Chapter::Drift,
            column: Some("loan %/? größe".to_owned()),
            search: "a&b=c".to_owned(),
            order: Some(Order { by: Sort::Distance, descending: true }),
            distance: Distance::KolmogorovSmirnov,
            verdicts: vec![Verdict::Significant, Verdict::NotEnoughData],
        };
        assert_eq!(View::from_fragment(&view.to_fragment()), view);
    }

    #[test]
    fn the_plain_view_has_a_plain_link() {
        assert_eq!(View::default().to_fragment(), "#overview");
        assert_eq!(View::from_fragment(""), View::default());
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let view = View::from_fragment("#nowhere/x?order=sideways&by=%zz&show=a,stable");
        assert_eq!(view.chapter, Chapter::Overview);
        assert_eq!(view.order, None);
        assert_eq!(view.verdicts, [Verdict::Stable]);
    }
}
