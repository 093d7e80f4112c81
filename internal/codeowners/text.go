package codeowners

import (
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// Path is where the file stands. GitHub looks there first.
const Path = ".github/CODEOWNERS"

// Limit is the size, in bytes, from which GitHub does not load the file.
const Limit = 3_000_000

var head = lang.T(`# Vem GitHub ber om granskning av sig självt. Skriven ur rollregistret av
# leveransplan codeowners --write; ändra den inte för hand.
#
# Filen är bara en bekvämlighet. Vem som måste godkänna en ändring, och om det är gjort,
# avgör leveransplan gate, som aldrig läser filen.
#
# Här står de som varje slags ändring av dokumentet behöver. Behövs fler säger gate det på
# pull requesten. Det sista mönster som passar gäller; ett mönster utan konto betyder att
# ingen tillfrågas.
`, `# Whom GitHub asks for a review by itself. Written from the role register by
# leveransplan codeowners --write; do not edit it by hand.
#
# The file is a convenience only. Who has to approve a change, and whether they have, is
# decided by leveransplan gate, which never reads the file.
#
# It names those whom every kind of change to the document needs. Where others are needed
# too, gate says so on the pull request. The last pattern that fits decides; a pattern
# without an account means that nobody is asked.
`)

// Text writes the file in the repository's language. It holds no day and nothing else that
// changes by itself before somebody's role does.
func Text(lines []Line, l lang.Language) string {
	var b strings.Builder
	b.WriteString(head.In(l))
	if none := Unlisted(lines); len(none) > 0 {
		fmt.Fprintf(&b, "#\n# %s\n", lang.T("Utan kontonamn (login) i registret, så att GitHub inte kan fråga dem: %s (%s).",
			"Without a login in the register, so that GitHub can't ask them: %s (%s).", Persons(len(none)), strings.Join(none, ", ")).In(l))
	}
	for _, line := range lines {
		fmt.Fprintf(&b, "\n# %s\n", escape.Terminal(line.comment().In(l)))
		if line.Pattern != "" {
			b.WriteString(line.Pattern)
			for _, login := range line.Owners {
				b.WriteString(" @" + login)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Persons counts persons in words.
func Persons(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s person", "%s person"), Other: lang.T("%s personer", "%s persons")}
}

// comment says whom a line is to ask, and why it asks nobody where it does not.
func (l Line) comment() lang.Text {
	switch {
	case l.Pattern == "":
		return lang.T("%s: %s går inte att skriva som mönster, så raden för mappen ovanför gäller", "%s: %s can't be written as a pattern, so the line of the folder above holds",
			l.About, l.Place.String())
	case len(l.Roles) == 0:
		return lang.T("%s: vem som behövs beror på ändringen, så ingen tillfrågas här", "%s: who is needed depends on the change, so nobody is asked here", l.About)
	}
	text := lang.T("%s: %s", "%s: %s", l.About, namesOf(l.Roles))
	if len(l.Vacant) > 0 {
		text = lang.T("%s; ingen har rollen %s", "%s; nobody holds %s", text, namesOf(l.Vacant))
	}
	if len(l.Owners) == 0 && len(l.Unlisted) > 0 {
		text = lang.T("%s; ingen har ett kontonamn", "%s; none has a login", text)
	}
	return text
}

// namesOf enumerates roles in words.
func namesOf(roles []Role) lang.Text {
	sv, en := make(lang.List, len(roles)), make(lang.List, len(roles))
	for i, r := range roles {
		sv[i], en[i] = r.Text().In(lang.SV), r.Text().In(lang.EN)
	}
	return lang.Text{SV: sv.In(lang.SV), EN: en.In(lang.EN)}
}
