package plan

// Installningar are the settings of a repository. Unset ones have the values of
// [Installningar.Defaults]: nothing configured is the strict reading.
type Installningar struct {
	Document
	Region                          Text `yaml:"region"`
	Sprak                           Text `yaml:"sprak"`
	Tidszon                         Text `yaml:"tidszon"`
	UtfallInaktuelltVeckor          Int  `yaml:"utfall_inaktuellt_veckor"`
	EfterslapningVeckor             Int  `yaml:"efterslapning_veckor"`
	StorAndringProcent              Int  `yaml:"stor_andring_procent"`
	AvvikelseProcent                Int  `yaml:"avvikelse_procent"` // how far outcome may be from plan before it is told
	MaskeraUnder                    Int  `yaml:"maskera_under"`
	KontaktTillganglighet           Text `yaml:"kontakt_tillganglighet"` // for remarks on the web site's accessibility
	UtgangenRutin                   Text `yaml:"utgangen_rutin"`         // stoppa or varna
	ProtokollKravs                  Bool `yaml:"protokoll_kravs"`
	TidigarePlanerFarPaverkas       Bool `yaml:"tidigare_planer_far_paverkas"`
	OplaceradeKraverSarskildOrdning Bool `yaml:"oplacerade_kraver_sarskild_ordning"`
	Granskningsdag                  Day  `yaml:"granskningsdag"`
	Granskningsankare               Text `yaml:"granskningsankare"`
}

// Defaults fills what the file does not set.
func (s *Installningar) Defaults() {
	number := func(v *Int, n int) {
		if !v.Set {
			v.V = n
		}
	}
	word := func(v *Text, w string) {
		if !v.Set {
			v.V = w
		}
	}
	word(&s.Region, "vgr")
	word(&s.Sprak, "sv")
	word(&s.Tidszon, "Europe/Stockholm")
	number(&s.UtfallInaktuelltVeckor, 6)
	number(&s.EfterslapningVeckor, 8)
	number(&s.StorAndringProcent, 30)
	number(&s.AvvikelseProcent, 20)
	number(&s.MaskeraUnder, 5)
	word(&s.UtgangenRutin, "stoppa")
	if !s.ProtokollKravs.Set {
		s.ProtokollKravs.V = true
	}
	if !s.OplaceradeKraverSarskildOrdning.Set {
		s.OplaceradeKraverSarskildOrdning.V = true
	}
}
