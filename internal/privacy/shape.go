package privacy

// shape is how the digits of a number are grouped.
type shape int

const (
	unlike shape = iota // no way to write a number
	whole               // 640823-1234, 196408231234, 640823 1234
	split               // spaces inside the groups: 1964 08 23 1234, 6 4 0 8 …
	dashed              // 1964-08-23-1234, 1964-08-23 1234, 64-08-23-1234
)

// shapeOf tells how people would have come to write the gaps between ten or twelve
// digits. In the examples the four last digits are 1234.
//
//   - whole: nothing, spaces or one of - + _ (or a typographic dash) before the four
//     last, with or without spaces around it;
//   - split: groups with single spaces (64 08 23 1234, 19 640823-1234), each digit by
//     itself (6 4 0 8 2 3 - 1 2 3 4), or as a spreadsheet shows a large number
//     (6 408 231 234);
//   - dashed: a day with hyphens.
//
// Groups that are none of these (070 123 45 67, 10 11 12 13 14) are phone numbers, weeks
// and volumes.
func shapeOf(gaps []gap) shape {
	n := len(gaps)
	d := n - 4 // the first of the four last digits
	spaces, hyphens := 0, 0
	for i := 1; i < n; i++ {
		switch g := gaps[i]; {
		case i == d || g.none():
		case g.space():
			spaces |= 1 << i
		case g == gap{sign: '-'}:
			hyphens |= 1 << i
		default:
			return unlike
		}
	}
	separator := gaps[d]
	if separator.sign == 'x' {
		return unlike
	}
	switch {
	case spaces == 0 && hyphens == 0:
		return whole
	case hyphens != 0:
		if spaces == 0 && (n == 12 && hyphens == at(4, 6) && !separator.none() ||
			n == 10 && hyphens == at(2, 4) && separator.sign != 0 && separator.spaces == 0) {
			return dashed
		}
	case separator.none():
		if spaces == thousands(n) {
			return split
		}
	case groups(spaces, d, n, separator):
		return split
	}
	return unlike
}

// groups judges single spaces around a separator.
func groups(spaces, d, n int, separator gap) bool {
	date, serial := spaces&(1<<d-1), spaces&^(1<<d-1)
	singles, serialSingles := between(1, d), between(d+1, n)
	known := date == 0 || date == singles || n == 10 && date == at(2, 4) ||
		n == 12 && (date == at(4, 6) || date == at(2, 4, 6) || date == at(2))
	switch {
	case !known:
		return false
	case serial == 0:
		return true
	case serial == serialSingles:
		return separator.sign != 0 || date == singles && separator.space()
	}
	return serial == at(d+2) && separator.sign != 0
}

// at is the set of places.
func at(places ...int) int {
	set := 0
	for _, p := range places {
		set |= 1 << p
	}
	return set
}

// between is the set of places from first up to, not including, end.
func between(first, end int) int { return 1<<end - 1<<first }

// thousands is where a number of n digits is parted when written in groups of three.
func thousands(n int) int {
	set := 0
	for p := n - 3; p > 0; p -= 3 {
		set |= 1 << p
	}
	return set
}
