package privacy

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// The tests make their numbers as they run: written out, they would stand in the
// repository, where no number may stand.

// numberOf completes six digits of a day and three more (the first may be a letter) with
// the check digit, which it computes another way than the package does.
func numberOf(day, serial string) string {
	sum := 0
	for i, c := range strings.Map(letterToOne, day+serial) {
		n := int(c-'0') * (2 - i%2)
		sum += n/10 + n%10
	}
	return day + serial + fmt.Sprint((10-sum%10)%10)
}

func letterToOne(c rune) rune {
	if c >= 'A' {
		return '1'
	}
	return c
}

// person is a number in its parts: 19 64 08 23 1234.
type person struct{ century, year, month, day, serial string }

func (p person) ten() string { return p.year + p.month + p.day + p.serial }

// anybody draws a number of a day that exists, one in four with 60 added to the day and
// one in ten with a letter.
func anybody(rng *rand.Rand) person {
	born := time.Date(1880, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(52_500))
	day := born.Day()
	if rng.IntN(4) == 0 {
		day += 60
	}
	serial := fmt.Sprintf("%03d", rng.IntN(1000))
	if rng.IntN(10) == 0 {
		serial = string("TRSUWXJKLMN"[rng.IntN(11)]) + serial[1:]
	}
	ten := numberOf(fmt.Sprintf("%02d%02d%02d", born.Year()%100, born.Month(), day), serial)
	return person{fmt.Sprintf("%02d", born.Year()/100), ten[:2], ten[2:4], ten[4:6], ten[6:]}
}

// notations writes a number in every way that is known, each under its name. The second
// list holds the ways that stand only where no other number is beside them.
func notations(p person) (plain, spaced map[string]string) {
	long, short := p.century+p.year+p.month+p.day, p.year+p.month+p.day
	iso := p.century + p.year + "-" + p.month + "-" + p.day
	s := p.serial
	plain = map[string]string{
		"twelve": long + s, "twelve, hyphen": long + "-" + s, "twelve, plus": long + "+" + s, "twelve, space": long + " " + s,
		"ten": short + s, "ten, hyphen": short + "-" + s, "ten, space": short + " " + s, "ten, spaces": short + "   " + s,
		"hyphen among spaces": short + " - " + s, "hyphen, space": long + "- " + s, "underscore": short + "_" + s, "tab": long + "\t" + s,
		"en dash": short + "–" + s, "no-break hyphen": short + "\u2011" + s, "minus": long + "−" + s, "no-break space": short + "\u00a0" + s,
		"en dash among no-break spaces": short + "\u00a0–\u00a0" + s,
		"a day with hyphens":            iso + "-" + s, "a short day with hyphens": iso[2:] + "-" + s, "hyphens and plus": iso + "+" + s,
		"full-width": script(long+"-"+s, '０'), "Arabic-Indic": script(short+s, '٠'), "bold": script(short+"-"+s, '𝟎'), "one digit full-width": script(short[:1], '０') + short[1:] + s,
		"zero-width space inside": short[:3] + "\u200b" + short[3:] + s, "soft hyphen inside": long + "\u00ad" + s, "UTF-16": wide(short + "-" + s),
		"underlined":     short[:3] + "\u0332" + short[3:] + "-" + s,
		"line separator": short + "-\u2028" + s,
	}
	if p.century+p.year < fmt.Sprint(firstPlanYear) {
		plain["a day with hyphens, space"] = iso + " " + s
		plain["a day with hyphens, hyphen among spaces"] = iso + " - " + s
	}
	spaced = map[string]string{
		"groups": p.century + p.year + " " + p.month + " " + p.day + " " + s, "short groups": p.year + " " + p.month + " " + p.day + " " + s,
		"groups and hyphen": p.century + p.year + " " + p.month + " " + p.day + "-" + s, "pairs": p.century + " " + p.year + " " + p.month + " " + p.day + " " + s,
		"pairs to the end": p.year + " " + p.month + " " + p.day + " - " + s[:2] + " " + s[2:],
		"single digits":    spread(short + s), "single digits, twelve": spread(long + s), "single digits, hyphen": spread(short) + " - " + spread(s),
		"single digits in no-break spaces": strings.ReplaceAll(spread(long+s), " ", "\u00a0"),
		"single digits, hyphen alone":      spread(long) + "-" + s,
	}
	if s[0] < 'A' {
		spaced["a large number"] = short[:1] + " " + short[1:4] + " " + short[4:] + s[:1] + " " + s[1:]
		spaced["a very large number"] = long[:3] + " " + long[3:6] + " " + long[6:] + s[:1] + " " + s[1:]
	} else {
		plain["a small letter"] = short + "-" + strings.ToLower(s)
	}
	return plain, spaced
}

func script(s string, zero rune) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return zero + c - '0'
		}
		return c
	}, s)
}

func spread(s string) string { return strings.Join(strings.Split(s, ""), " ") }

func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") }
