//! Orders of the drift table.

/// What columns can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Their name.
    Name,
    /// The distance that is shown.
    Distance,
    /// The distance that chance alone gives.
    Floor,
    /// The adjusted p-value.
    PAdjusted,
    /// The missing share of production.
    Missing,
    /// The verdict.
    Verdict,
}

impl Sort {
    const ALL: [Self; 6] =
        [Self::Name, Self::Distance, Self::Floor, Self::PAdjusted, Self::Missing, Self::Verdict];

    /// The order's name in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Distance => "distance",
            Self::Floor => "floor",
            Self::PAdjusted => "p",
            Self::Missing => "missing",
            Self::Verdict => "verdict",
        }
    }

    /// The order that a link names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.slug() == slug)
    }

    /// Names and p-values begin with the least, everything else with the greatest.
    const fn begins_descending(self) -> bool {
        !matches!(self, Self::Name | Self::PAdjusted)
    }
}

/// An order of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What by.
    pub by: Sort,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// The order after a header is pressed: its own, then the reverse, then none.
pub fn next_order(order: Option<Order>, pressed: Sort) -> Option<Order> {
    let first = pressed.begins_descending();
    match order {
        Some(order) if order.by == pressed && order.descending == first => {
            Some(Order { by: pressed, descending: !first })
        }
        Some(order) if order.by == pressed => None,
        _ => Some(Order { by: pressed, descending: first }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_has_three_states() {
        let first = next_order(None, Sort::Distance);
        assert_eq!(first, Some(Order { by: Sort::Distance, descending: true }));
        let second = next_order(first, Sort::Distance);
        assert_eq!(second, Some(Order { by: Sort::Distance, descending: false }));
        assert_eq!(next_order(second, Sort::Distance), None);
        assert_eq!(
            next_order(second, Sort::Name),
            Some(Order { by: Sort::Name, descending: false })
        );
    }
}
