//! Keys of values that add up to the key of a row, column by column.

/// The key of a value as [`table::Column::keys_by_row`] gives it, spread over all bits, other for each column.
pub fn mixed([a, b]: [u64; 2], position: usize) -> [u64; 2] {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let column = (position as u64 + 1).wrapping_mul(GOLDEN);
    let start = (a ^ column).wrapping_add(b.wrapping_mul(GOLDEN));
    [avalanche(start), avalanche(start.rotate_left(29) ^ b ^ column.rotate_left(17))]
}

/// The finaliser of MurmurHash3 in Stafford's thirteenth variant: each bit depends on each.
const fn avalanche(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
