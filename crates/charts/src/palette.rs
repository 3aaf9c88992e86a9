//! Colours of a drawing: the tokens of the style sheet by name.

use plotters::style::RGBAColor;

/// A colour of the palette, opaque.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// The colour of `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }

    /// Reads `#rgb` or `#rrggbb`, with space around it; nothing when it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let rgb = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            3 => {
                let [red, green, blue] = [rgb >> 8, rgb >> 4, rgb].map(|c| (c & 15) as u8 * 17);
                Some(Self { red, green, blue })
            }
            6 => Some(Self::hex(rgb)),
            _ => None,
        }
    }

    pub(crate) const fn opacity(self, alpha: f64) -> RGBAColor {
        RGBAColor(self.red, self.green, self.blue, alpha)
    }
}

impl From<Colour> for RGBAColor {
    fn from(colour: Colour) -> Self {
        colour.opacity(1.0)
    }
}

macro_rules! palette {
    ($($(#[$doc:meta])+ $field:ident = $token:literal, $light:literal, $dark:literal;)+) => {
        /// The colours that a drawing uses, each with the style sheet's token of the same meaning.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Palette {
            $($(#[$doc])+ pub $field: Colour,)+
        }

        impl Palette {
            /// The light theme.
            pub const LIGHT: Self = Self { $($field: Colour::hex($light),)+ };
            /// The dark theme.
            pub const DARK: Self = Self { $($field: Colour::hex($dark),)+ };

            /// The palette with every token that `token` knows and that is a hexadecimal colour
            /// put in its place. `token` gets the names with their dashes: `--ref-fill`.
            #[must_use]
            pub fn from_tokens(&self, token: impl Fn(&str) -> Option<String>) -> Self {
                let read = |name: &str| Colour::parse(&token(name)?);
                Self { $($field: read($token).unwrap_or(self.$field),)+ }
            }

            /// The name, without its dashes, of the first token that has a colour.
            pub(crate) fn token_of(&self, colour: Colour) -> Option<&'static str> {
                let mut all = [$(($token, self.$field)),+].into_iter();
                let token = all.find_map(|(token, own)| (own == colour).then_some(token))?;
                token.strip_prefix("--")
            }
        }
    };
}

palette! {
    /// The ground of the page.
    paper = "--paper", 0xfcfcfa, 0x0f1413;
    /// The ground of a panel.
    surface = "--surface", 0xffffff, 0x151b1a;
    /// Hairlines.
    line = "--line", 0xdfe3de, 0x2a3432;
    /// Axes.
    edge = "--edge", 0x7d8782, 0x72807b;
    /// Text that is stressed.
    ink = "--ink", 0x161c1b, 0xe8edea;
    /// Text.
    ink_2 = "--ink-2", 0x424c49, 0xb7c1bd;
    /// Text on axes, captions, noise.
    ink_3 = "--ink-3", 0x5f6a66, 0x929d99;
    /// Lines and names of the reference.
    reference = "--ref", 0x2a66a8, 0x79b0ee;
    /// Areas of the reference.
    reference_fill = "--ref-fill", 0xc9dbee, 0x27486c;
    /// Faint areas of the reference.
    reference_wash = "--ref-wash", 0xe6eef7, 0x172737;
    /// Lines and names of production.
    production = "--prod", 0xb34e00, 0xf29b45;
    /// What the hand does: focus and selection.
    accent = "--accent", 0x0a6b60, 0x5cc9b5;
    /// Severity and limits.
    severity = "--sev", 0x9c1144, 0xff8daa;
}

impl Palette {
    /// The same palette for a drawing that stands on a panel instead of the page.
    #[must_use]
    pub fn on_surface(mut self) -> Self {
        self.paper = self.surface;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_replace_what_they_name() {
        let palette = Palette::LIGHT.from_tokens(|name| match name {
            "--ref" => Some(" #79b0ee ".to_owned()),
            "--prod" => Some("#fa0".to_owned()),
            "--ink" => Some("rebeccapurple".to_owned()),
            _ => None,
        });
        assert_eq!(palette.reference, Palette::DARK.reference);
        assert_eq!(palette.production, Colour::hex(0xffaa00));
        assert_eq!(palette.ink, Palette::LIGHT.ink);
    }

    #[test]
    fn colours_of_another_length_are_refused() {
        assert_eq!(["#12345", "123456", "#", "#12345678"].map(Colour::parse), [None; 4]);
    }
}
