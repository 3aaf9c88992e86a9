//! Parts that several chapters are made of.

pub mod canvas;
pub mod check_list;
pub mod choice_menu;
pub mod copy_button;
pub mod dialog;
pub mod document;
pub mod figure;
pub mod icon;
pub mod labels_file;
pub mod later;
pub mod live;
pub mod minis;
pub mod more;
pub mod notices;
pub mod problem;
pub mod progress;
pub mod role_chip;
pub mod scroll;
pub mod scroll_box;
pub mod severity;
pub mod side_key;
pub mod slider;
pub mod swap_button;
pub mod table;
pub mod volume;
pub mod zone;
