package routine

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Silence is a rule that rests on no words of the routine: it is silent there, or the word
// is missing from the text at hand, and the rule is the tool's reading.
type Silence struct {
	Rule *rule.Rule
	// Versions are those in which the rule is such a reading; none where it is in all.
	Versions []string
	// Setting says how a region sets it otherwise; empty where it can't.
	Setting lang.Text
	// Waivable tells that a waiver can let go of it for one document.
	Waivable bool
}

// Silences lists every such rule, by id.
func Silences() []Silence {
	var out []Silence
	for _, r := range Catalogue() {
		s := Silence{Rule: r, Setting: settings[r.ID], Waivable: rules.Waivable(r.ID)}
		found := false
		for _, f := range Forms(r.ID) {
			if f.Rule.Basis == diag.Text {
				continue
			}
			s.Rule, found = f.Rule, true
			if f.Version != "" {
				s.Versions = append(s.Versions, f.Version)
			}
		}
		if slices.Equal(s.Versions, allVersions()) {
			s.Versions = nil
		}
		if found {
			out = append(out, s)
		}
	}
	return out
}

func allVersions() []string {
	var ids []string
	for _, v := range Versions() {
		ids = append(ids, v.ID)
	}
	return ids
}

// settings says where a reading is set, by rule; the first word is a key of the settings,
// the registers or a document where it is one.
var settings = map[string]lang.Text{
	"F103": lang.T("efterslapning_veckor i inställningarna", "efterslapning_veckor in the settings"),
	"F107": lang.T("utfall_inaktuellt_veckor i inställningarna", "utfall_inaktuellt_veckor in the settings"),
	"P115": lang.T("giltig_till i erbjudandet", "giltig_till in the offer"),
	"P119": lang.T("kalendern: andel över 0 för veckorna", "the calendar: an andel above 0 for the weeks"),
	"P133": lang.T("vantetid_dagar i avtalet eller erbjudandet; utan uppgift prövas inget", "vantetid_dagar in the agreement or the offer; without it nothing is judged"),
	"P134": lang.T("kalendern: andel 1 för sommarveckor då mottagaren arbetar som vanligt", "the calendar: andel 1 for weeks of summer in which the receiver works as usual"),
	"P603": lang.T("hantering i resten", "hantering in the rest"),
	"P604": lang.T("oplacerade_kraver_sarskild_ordning i inställningarna", "oplacerade_kraver_sarskild_ordning in the settings"),
	"P702": lang.T("utgangen_rutin i inställningarna, eller en förlängning i registret", "utgangen_rutin in the settings, or a prolongation in the register"),
	"P705": lang.T("utgangen_rutin i inställningarna, för ändringar efter rutinens sista dag", "utgangen_rutin in the settings, for changes after the routine's last day"),
	"X203": lang.T("tidigare_planer_far_paverkas i inställningarna", "tidigare_planer_far_paverkas in the settings"),
}

// Unsaid is a matter that the routine leaves open and no rule decides.
type Unsaid struct {
	Statements []string
	Matter     lang.Text // what the routine does not say
	Default    lang.Text // what the tool does about it
}

// LeftOpen lists the matters that neither version decides. The tool claims nothing there.
func LeftOpen() []Unsaid {
	return []Unsaid{
		{[]string{"N11", "N34"},
			lang.T("vad större volymer eller längre tid är", "what larger volumes or a longer time are"),
			lang.T("ingen gräns: varje överföring som planeras prövas", "no limit: every transfer that is planned is judged")},
		{[]string{"N29", "N37", "N40"},
			lang.T("hur många i forumet som måste delta eller vara eniga", "how many of the forum have to take part or agree"),
			lang.T("ingen beslutförhet räknas; protokollet är forumets ord", "no quorum is computed; the minutes are the forum's word")},
		{[]string{"N13", "N36", "N43", "N56"},
			lang.T("hur lång tid ett svar, en dialog eller en avstämning får ta", "how long an answer, a dialogue or a reconciliation may take"),
			lang.T("inga tidsfrister, bara ordningen mellan stegen", "no deadlines, only the order of the steps")},
		{[]string{"N32"},
			lang.T("vem som betalar, och vad", "who pays, and what"),
			lang.T("inget om ersättning hör hemma i planerna", "nothing about pay belongs in the plans")},
		{[]string{"N41"},
			lang.T("om rutin 9.0 vill ha veckor eller kvartal", "whether routine 9.0 wants weeks or quarters"),
			lang.T("båda godtas, men inte i samma plan", "both are accepted, but not in one plan")},
		{[]string{"N47"},
			lang.T("vad den särskilda ordningen är", "what the special order is"),
			lang.T("en referens till var den finns", "a reference to where it stands")},
		{[]string{"N18", "N41"},
			lang.T("om volymer räknar patienter, åtgärder eller besök", "whether volumes count patients, procedures or visits"),
			lang.T("enhet säger vilket; utan den är det patienter, och olika enheter summeras aldrig", "enhet says which; without it it is patients, and different units are never added up")},
		{[]string{"N56"},
			lang.T("vem som tar ställning till en ändrad plan", "who takes position on a changed plan"),
			lang.T("forumet, som för de första volymerna", "the forum, as for the first volumes")},
		{[]string{"N64"},
			lang.T("vad som gäller sedan en version gått ut utan efterföljare", "what holds once a version has run out without a successor"),
			lang.T("överenskomna planer står kvar och nya beslut stoppas", "agreed plans stand and new decisions are stopped")},
	}
}
