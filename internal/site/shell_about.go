package site

import (
	"iter"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

func (b *builder) aboutPages() iter.Seq[page] {
	above := []crumb{{lang.T("Om sidorna", "About"), aboutURL()}}
	return slices.Values([]page{
		{
			path: aboutURL(), section: about, template: "shell_about", title: lang.T("Så läser du sidorna", "How to read these pages"),
			lead: lang.T("Vad orden och talen betyder, varför vissa tal inte visas, och vad som ligger bakom sidorna.", "What the words and the figures mean, why some figures are not shown, and what lies behind the pages."),
			data: func(v *view) any { return v.about() },
		},
		{
			path: accessibilityURL(), section: about, template: "shell_accessibility", title: lang.T("Tillgänglighetsredogörelse", "Accessibility statement"), crumbs: above,
			lead: lang.T("Hur väl sidorna uppfyller lagen om tillgänglighet till digital offentlig service, och vad du gör om något inte fungerar.", "How well the pages meet the Swedish act on accessibility of digital public services, and what to do if something does not work."),
			data: func(v *view) any { return v.accessibility() },
		},
	})
}

// aboutData is the page on how to read the others.
type aboutData struct {
	Mask, Most    int // what is masked lies below Mask, and is Most at the highest
	Words         []wordData
	Commit        string
	Shows, Source string
	Rules         string
}

type wordData struct{ Word, Means string }

func (v *view) about() aboutData {
	b := v.b
	d := aboutData{Commit: b.Commit, Shows: v.Say(b.shows())}
	if n := b.Follow.MaskUnder; n > 1 {
		d.Mask, d.Most = n, n-1
	}
	for _, w := range glossary {
		d.Words = append(d.Words, wordData{v.Say(w[0]), v.Say(w[1])})
	}
	return d
}

// glossary are the words of the pages that not everybody knows.
var glossary = [][2]lang.Text{
	{lang.Plain("Missiv"), lang.T("Förslaget till samordnande grupp produktion: hur mycket vård som ska flyttas från varje förvaltning under ett år.", "The proposal to the coordinating group for production: how much care is to be moved from each hospital administration in a year.")},
	{lang.T("Rad", "Line"), lang.T("En del av ett missiv: en förvaltnings volym i ett vårdområde.", "A part of a missiv: one administration's volume in a medical field.")},
	{lang.Plain("Leveransplan"), lang.T("Överenskommelsen mellan den som skickar patienter och den som tar emot dem: hur många, och i vilka veckor eller kvartal.", "The agreement between whoever sends patients and whoever receives them: how many, and in which weeks or quarters.")},
	{lang.T("Skickande och mottagare", "Sender and receiver"), lang.T("Skickande är den förvaltning som inte hinner inom vårdgarantin. Mottagare är en annan förvaltning, eller en vårdgivare med avtal.", "The sender is the administration that can't keep the care guarantee. The receiver is another administration, or a provider with an agreement.")},
	{lang.T("Planerat", "Planned"), lang.T("Vad planen säger. Planerade volymer är överenskommelser, inte uppgifter om patienter, och visas alltid i sin helhet.", "What the plan says. Planned volumes are agreements, not data on patients, and are always shown in full.")},
	{lang.T("Utfört", "Done"), lang.T("Vad som har rapporterats. En vecka utan rapport har inget tal; det är inte noll.", "What has been reported. A week without a report has no figure; that is not zero.")},
	{lang.T("Efter", "Behind"), lang.T("Planerat minus utfört, i de veckor som det finns rapporter för. Under noll: mer har blivit gjort än planerat.", "Planned less done, in the weeks that reports tell of. Below zero: more was done than planned.")},
	{lang.T("Outlöst volym", "Unused volume"), lang.T("Planerad volym vars tid har gått utan att den användes.", "Planned volume whose time passed without it being used.")},
	{lang.T("Prognos", "Forecast"), lang.T("Vad det utförda blir om takten hittills håller i sig de arbetsdagar som är kvar.", "What will have been done if the pace so far goes on over the working days left.")},
	{lang.T("Enhet", "Unit"), lang.T("Vad en volym räknar: patienter, åtgärder eller besök. De läggs aldrig ihop med varandra.", "What a volume counts: patients, procedures or visits. They are never added to each other.")},
	{lang.T("Vecka", "Week"), lang.T("ISO-vecka. Den hör till det år och kvartal som dess torsdag ligger i; 2026 har 53 veckor.", "ISO week. It belongs to the year and quarter that its Thursday lies in; 2026 has 53 weeks.")},
	{lang.T("Planår", "Plan year"), lang.T("Det år som missivets period börjar i.", "The year in which the period of the missiv begins.")},
	{lang.T("Beslut", "Decision"), lang.T("En ändring som har kommit till main, arkivets huvudlinje, efter att de som rutinen nämner har godkänt den.", "A change that has come to main, the repository's main line, after those that the routine names have agreed to it.")},
}

// accessibilityData is what the statement takes from the repository.
type accessibilityData struct {
	Day, Region string
	Contact     string // empty: the settings name none
}

func (v *view) accessibility() accessibilityData {
	return accessibilityData{
		Day: v.b.Committed.In(v.b.Zone).Format("2006-01-02"), Region: v.b.region,
		Contact: legible(v.b.Set.Installningar.KontaktTillganglighet.V),
	}
}
