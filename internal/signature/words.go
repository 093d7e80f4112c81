package signature

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// message says what was found.
func (v verdict) message(day calendar.Day) lang.Text {
	switch v.standing {
	case Unsigned:
		return lang.T("commiten är inte signerad", "the commit is not signed")
	case Good:
		return lang.T("signerad med nyckeln %s (%s)", "signed with the key %s (%s)", v.name, v.key.whose())
	case NotInUse:
		return lang.T("signerad med nyckeln %s (%s), som inte var i bruk den %s", "signed with the key %s (%s), which was not in use on %s", v.name, v.key.whose(), day.String())
	case Expired:
		return lang.T("signerad med nyckeln %s (%s), vars egen giltighetstid eller signaturens var ute", "signed with the key %s (%s) after its own validity, or the signature's, was over", v.name, v.key.whose())
	case Revoked:
		return lang.T("signerad med nyckeln %s (%s), som är återkallad sedan den %s: %s", "signed with the key %s (%s), revoked since %s: %s",
			v.name, v.key.whose(), calendar.FromTime(v.revoked.UTC()).String(), reasons[v.reason])
	case Unknown:
		return lang.T("inte verifierad: nyckeln %s finns inte i rollregistret", "not verified: the key %s is not in the role register", v.name)
	case Altered:
		return lang.T("signaturen gäller inte den commit som den sitter på", "the signature is not for the commit that it stands on")
	case OtherPurpose:
		return lang.T("signaturen eller nyckeln är gjord för något annat än commits", "the signature, or its key, was made for something else than commits")
	case Weak:
		return lang.T("signaturen vilar på en nyckel eller en metod som inte längre är säker", "the signature rests on a key or a method that is no longer safe")
	case NotJudged:
		return lang.T("inte verifierad: signaturen är gjord med ett certifikat (S/MIME), som verktyget inte bedömer", "not verified: the signature was made with a certificate (S/MIME), which the tool doesn't judge")
	}
	return lang.T("signaturen går inte att läsa", "the signature can't be read")
}

// meaning says what that proves, and what not.
func (v verdict) meaning() lang.Text {
	switch {
	case v.standing == Unsigned || v.standing == Unknown || v.standing == NotJudged:
		return lang.T("styrker inte vem som gjorde commiten, men är inget tecken på fel", "proves nothing of who made the commit, and is no sign of anything wrong")
	case v.standing == NotInUse || v.standing == Expired || v.standing == Revoked:
		return lang.T("styrker inte vem som gjorde commiten: nyckeln räknades inte då", "proves nothing of who made the commit: the key did not count then")
	case v.standing != Good:
		return lang.T("styrker ingenting", "proves nothing")
	case v.key.Service:
		return lang.T("styrker att värdtjänsten gjorde commiten, inte vem som bad om den eller godkände den", "proves that the hosting service made the commit, not who asked for it or approved it")
	case v.key.Person != "":
		return lang.T("styrker att den som har nyckeln för %s gjorde commiten, inte när och inte att någon godkände den",
			"proves that whoever holds the key of %s made the commit, not when, and not that anybody approved it", v.key.Person)
	}
	return lang.T("styrker att den som har nyckeln gjorde commiten, inte vem det är", "proves that whoever holds the key made the commit, not who that is")
}

// whose names the owner of a key, as in "p-017".
func (o Owner) whose() lang.Text {
	switch {
	case o.Service:
		return lang.T("värdtjänsten", "the hosting service")
	case o.Person != "":
		return lang.Plain(o.Person)
	}
	return lang.T("utan ägare i registret", "without an owner in the register")
}

var reasons = map[Reason]lang.Text{
	Unstated:    lang.T("inget skäl är angivet, så den räknas som röjd", "no reason is given, so that it counts as known to others"),
	Superseded:  lang.T("ersatt av en annan", "replaced by another"),
	Compromised: lang.T("röjd, så att inget den har signerat räknas", "known to others, so that nothing it has signed counts"),
	Retired:     lang.T("tagen ur bruk", "taken out of use"),
}
