//! What is looked at and chosen, as a link's fragment: `#drift/column?by=psi&order=-distance&q=text`.
//!
//! A link carries the view and the settings, never the data.

use report::{ColumnDrift, Cut, Measure, Problem, Settings, Verdict};

use super::chapter::Chapter;
use super::distance::Distance;
use super::order::{Order, Sort};
use super::tool::Tool;

/// The view, and the settings that stand beside it in a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// What is looked at.
    pub view: View,
    /// What is chosen, where the link says so.
    pub settings: Option<Result<Settings, Problem>>,
}

const SETTINGS_KEY: &str = "set";

impl Link {
    /// What a fragment describes; what it does not understand is left out.
    pub fn from_fragment(fragment: &str) -> Self {
        let settings = query_of(fragment).find(|(key, _)| *key == SETTINGS_KEY);
        Self {
            view: View::from_fragment(fragment),
            settings: settings.map(|(_, changes)| Settings::from_json(&changes)),
        }
    }

    /// The fragment of a view and the settings that it was seen with, with its `#`.
    pub fn to_fragment(view: &View, settings: &Settings) -> String {
        let mut query = view.query();
        if *settings != Settings::default() {
            query.push((SETTINGS_KEY, encode(&settings.changes().to_string())));
        }
        let mut text = view.path();
        let mut separator = '?';
        for (key, value) in query {
            text.push(separator);
            text.push_str(key);
            text.push('=');
            text.push_str(&value);
            separator = '&';
        }
        text
    }
}

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The chapter.
    pub chapter: Chapter,
    /// The column whose detail is open.
    pub column: Option<String>,
    /// The cells that were asked for in that detail.
    pub cut: Option<Cut>,
    /// What columns are searched for.
    pub search: String,
    /// The order of columns; none is the verdict's own.
    pub order: Option<Order>,
    /// The distance that is shown.
    pub distance: Distance,
    /// Whose answers are shown.
    pub tool: Tool,
    /// The verdicts that are shown; all of them when empty.
    pub verdicts: Vec<Verdict>,
}

impl View {
    fn from_fragment(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').split('?').next().unwrap_or_default();
        let (chapter, column) = path.split_once('/').unwrap_or((path, ""));
        let mut view = Self {
            chapter: Chapter::from_slug(chapter).unwrap_or_default(),
            column: Some(decode(column)).filter(|name| !name.is_empty()),
            ..Self::default()
        };
        for (key, value) in query_of(fragment) {
            view.take(key, &value);
        }
        view
    }

    /// What decides which columns are shown and in which order: the rest is left at its default.
    pub fn choice_of_columns(&self) -> Self {
        Self { chapter: Chapter::default(), column: None, cut: None, ..self.clone() }
    }

    /// What the table shows of a column.
    pub fn measure<'a>(&self, column: &'a ColumnDrift) -> Option<&'a Measure> {
        self.tool.measure(column, self.distance)
    }

    /// Opens the detail of another column, or closes it.
    pub fn open(&mut self, column: Option<String>) {
        self.cut = None;
        self.column = column;
    }

    /// Whether another view is of the same place: going from one to the other is no step.
    pub fn is_same_place(&self, other: &Self) -> bool {
        (self.chapter, &self.column) == (other.chapter, &other.column)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "cut" => self.cut = Cut::from_json(value).filter(|_| self.column.is_some()),
            "q" => value.clone_into(&mut self.search),
            "by" => self.distance = Distance::from_slug(value).unwrap_or_default(),
            "tool" => self.tool = Tool::from_slug(value).unwrap_or_default(),
            "order" => {
                let (descending, slug) =
                    value.strip_prefix('-').map_or((false, value), |slug| (true, slug));
                self.order = Sort::from_slug(slug).map(|by| Order { by, descending });
            }
            "show" => self.verdicts = value.split(',').filter_map(verdict_from_slug).collect(),
            _ => {}
        }
    }

    fn path(&self) -> String {
        let chapter = self.chapter.slug();
        match &self.column {
            Some(column) => format!("#{chapter}/{}", encode(column)),
            None => format!("#{chapter}"),
        }
    }

    fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        if let Some(cut) = &self.cut {
            query.push(("cut", encode(&cut.to_json())));
        }
        if self.distance != Distance::default() {
            query.push(("by", self.distance.slug().to_owned()));
        }
        if self.tool != Tool::default() {
            query.push(("tool", self.tool.slug().to_owned()));
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

/// The keys and decoded values after a fragment's `?`.
fn query_of(fragment: &str) -> impl Iterator<Item = (&str, String)> {
    let query = fragment.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, text)| (key, decode(text)))
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
    use report::{CutDistance, CutRule, CutSmoothing, Role};

    use super::*;

    #[test]
    fn a_view_and_its_settings_survive_their_link() {
        let view = View {
            chapter: Chapter::Drift,
            column: Some("loan %/? größe".to_owned()),
            cut: Some(Cut {
                rule: CutRule::Edges(vec![-0.1, 18_283.6]),
                smoothing: CutSmoothing::Floor(0.0001),
                distance: CutDistance::Hellinger,
            }),
            search: "a&b=c".to_owned(),
            order: Some(Order { by: Sort::Distance, descending: true }),
            distance: Distance::KolmogorovSmirnov,
            tool: Tool::NannyMl,
            verdicts: vec![Verdict::Significant, Verdict::NotEnoughData],
        };
        let mut settings = Settings::default();
        settings.roles.insert("a&set={}?#".to_owned(), Role::Label);
        let link = Link::from_fragment(&Link::to_fragment(&view, &settings));
        assert_eq!(link, Link { view, settings: Some(Ok(settings)) });
    }

    #[test]
    fn the_plain_view_has_a_plain_link() {
        assert_eq!(Link::to_fragment(&View::default(), &Settings::default()), "#overview");
        assert_eq!(Link::from_fragment(""), Link::default());
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let link =
            Link::from_fragment("#nowhere/x?cut={}&order=sideways&by=%zz&show=a,stable&set={1}");
        assert_eq!(link.view.chapter, Chapter::Overview);
        assert_eq!((link.view.order, link.view.cut), (None, None));
        assert_eq!(link.view.verdicts, [Verdict::Stable]);
        assert!(link.settings.is_some_and(|settings| settings.is_err()));
    }
}
