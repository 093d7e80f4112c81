package export

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// columnThere tells apart what a document has from what is only named.
func columnThere(sv, en string) Column { return boolColumn("finns", sv, en) }

func (b *build) organisations() *Table {
	return &Table{
		Name: "dim_organisation",
		Doc:  lang.T("Förvaltningar, vårdgivare och andra parter. En rad för varje id som något dokument nämner.", "Förvaltningar, providers and other parties. One row for each id that any document names."),
		Key:  []string{"organisation"},
		Columns: []Column{
			textColumn("organisation", "Organisationens id.", "Id of the organisation."),
			textColumn("namn", "Namnet.", "The name.").orNil(),
			textColumn("kortnamn", "Kortnamnet, där det finns ett; annars namnet.", "The short name where there is one; else the name.").orNil(),
			textColumn("typ", "forvaltning, koncernkontor, vardgivare eller region.", "forvaltning, koncernkontor, vardgivare or region.").orNil().coded(partyCodes),
			dateColumn("giltig_fran", "Första dagen.", "The first day.").orNil(),
			dateColumn("giltig_till", "Sista dagen.", "The last day.").orNil(),
			textColumn("hsa_id", "HSA-id.", "HSA id.").orNil(),
			textColumn("foretrads_av", "Den roll som företräder den som inte har något konto.", "The office that speaks for one without an account.").orNil().coded(roleCodes),
			textColumn("ersatter", "De organisationer som den ersätter, med mellanslag emellan.", "The organisations that it succeeds, separated by spaces.").orNil(),
			columnThere("Står i registret.", "Stands in the register."),
		},
		Rows: rows(func(emit func(...any) bool) {
			withNamed(b.Set.Organisationer, func(o *plan.Organisation) string { return o.ID.V }, b.named.organisations, func(id string, o *plan.Organisation, there bool) bool {
				if !there {
					o = &plan.Organisation{}
				}
				return emit(id, o.Namn, o.Name(), o.Typ, o.GiltigFran, o.GiltigTill, o.HsaID, o.ForetradsAv, texts(o.Ersatter), there)
			})
		}),
	}
}

func (b *build) fields() *Table {
	return &Table{
		Name: "dim_vardomrade",
		Doc:  lang.T("Vårdområden.", "Medical fields."),
		Key:  []string{"vardomrade"},
		Columns: []Column{
			textColumn("vardomrade", "Vårdområdets id.", "Id of the field."),
			textColumn("namn", "Namnet.", "The name.").orNil(),
			textColumn("mvo", "Medicinskt verksamhetsområde (kod).", "Code of the medical activity area.").orNil(),
			textColumn("samordningsrad", "Samordningsrådet.", "The coordinating council.").orNil(),
			dateColumn("giltig_fran", "Första dagen.", "The first day.").orNil(),
			dateColumn("giltig_till", "Sista dagen.", "The last day.").orNil(),
			columnThere("Står i registret.", "Stands in the register."),
		},
		Rows: rows(func(emit func(...any) bool) {
			withNamed(b.Set.Vardomraden, func(v *plan.Vardomrade) string { return v.ID.V }, b.named.fields, func(id string, v *plan.Vardomrade, there bool) bool {
				if !there {
					v = &plan.Vardomrade{}
				}
				return emit(id, v.Namn, v.MVO, v.Samordningsrad, v.GiltigFran, v.GiltigTill, there)
			})
		}),
	}
}

func (b *build) agreements() *Table {
	return &Table{
		Name: "dim_avtal",
		Doc:  lang.T("Avtal med externa vårdgivare. Takvolymerna står i fact_avtalstak.", "Agreements with external providers. Their ceilings stand in fact_avtalstak."),
		Key:  []string{"avtal"},
		Columns: []Column{
			textColumn("avtal", "Avtalets id.", "Id of the agreement."),
			textColumn("avtalsagare", "Regionen som äger avtalet (id).", "The region that owns the agreement (id).").to("dim_organisation.organisation").orNil(),
			textColumn("vardgivare", "Vårdgivaren (id).", "The provider (id).").to("dim_organisation.organisation").orNil(),
			textColumn("diarienummer", "Diarienumret.", "The diary number.").orNil(),
			textColumn("vardomraden", "Vårdområden som avtalet gäller, med mellanslag emellan; tomt: alla.", "Fields that the agreement is for, separated by spaces; empty: all.").orNil(),
			textColumn("vardform", "Vårdformen.", "The form of care.").orNil().coded(careCodes),
			textColumn("enhet", "Vad volymerna räknar.", "What the volumes count.").orNil().coded(unitCodes),
			dateColumn("giltig_fran", "Första dagen.", "The first day.").orNil(),
			dateColumn("giltig_till", "Sista dagen.", "The last day.").orNil(),
			intColumn("vantetid_dagar", "Vårdgivarens egen väntetid, dagar.", "The provider's own expected wait, days.").orNil(),
			boolColumn("eget", "Regionens eget avtal, inte en annan regions.", "The region's own agreement, not another region's.").orNil(),
			columnThere("Står i registret.", "Stands in the register."),
		},
		Rows: rows(func(emit func(...any) bool) {
			withNamed(b.Set.Avtal, func(a *plan.Avtal) string { return a.ID.V }, b.named.agreements, func(id string, a *plan.Avtal, there bool) bool {
				if !there {
					return emit(id, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, false)
				}
				return emit(id, a.Avtalsagare, a.Vardgivare, a.Diarienummer, texts(a.Vardomraden), a.Vardform, a.Enhet, a.GiltigFran, a.GiltigTill, a.VantetidDagar, b.Set.Own(a), true)
			})
		}),
	}
}

func (b *build) offers() *Table {
	return &Table{
		Name: "dim_erbjudande",
		Doc:  lang.T("Kapacitet i egen regi som har erbjudits (eller efterfrågats) i forumet.", "Capacity of the region's own that was offered (or asked for) in the forum."),
		Key:  []string{"erbjudande"},
		Columns: []Column{
			textColumn("erbjudande", "Erbjudandets id.", "Id of the offer."),
			columnReceiver, columnField,
			textColumn("vardform", "Vårdformen.", "The form of care.").orNil().coded(careCodes),
			columnUnit,
			dateColumn("period_fran", "Periodens första dag.", "The period's first day.").orNil(),
			dateColumn("period_till", "Periodens sista dag.", "The period's last day.").orNil(),
			dateColumn("lyft_dag", "Dagen då det lyftes i forumet.", "The day on which it was raised in the forum.").orNil(),
			textColumn("riktning", "tillganglig eller behovd.", "tillganglig (available) or behovd (needed).").orNil().coded(directionCodes),
			dateColumn("giltig_till", "Sista dagen som en plan kan börja dra på det.", "The last day on which a plan may begin to draw on it.").orNil(),
			columnThere("Dokumentet finns.", "The document is there."),
		},
		Rows: rows(func(emit func(...any) bool) {
			withNamed(b.Set.Erbjudanden, func(o *plan.Erbjudande) string { return o.ID.V }, b.named.offers, func(id string, o *plan.Erbjudande, there bool) bool {
				if !there {
					return emit(id, nil, nil, nil, nil, nil, nil, nil, nil, nil, false)
				}
				var last any
				if o.GiltigTill.Set || o.Lyft.Datum.Set {
					last = o.LastDay()
				}
				return emit(id, o.Mottagare, o.Vardomrade, o.Vardform, o.Unit(), o.Period.V.From, o.Period.V.To, o.Lyft.Datum, o.Lyft.Riktning, last, true)
			})
		}),
	}
}

// ceilings are the agreements' takvolymer.
func (b *build) ceilings() *Table {
	return &Table{
		Name: "fact_avtalstak",
		Doc:  lang.T("Avtalens takvolymer, en rad för varje period.", "The agreements' ceilings, one row for each period."),
		Key:  []string{"avtal", "nr"},
		Columns: []Column{
			textColumn("avtal", "Avtalets id.", "Id of the agreement.").to("dim_avtal.avtal"),
			intColumn("nr", "Periodens nummer i avtalet, från 1.", "The number of the period in the agreement, from 1."),
			textColumn("vardgivare", "Vårdgivaren (id).", "The provider (id).").to("dim_organisation.organisation").orNil(),
			columnUnit,
			dateColumn("period_fran", "Periodens första dag.", "The period's first day.").to("dim_datum.datum").orNil(),
			dateColumn("period_till", "Periodens sista dag.", "The period's last day.").orNil(),
			intColumn("takvolym", "Det mesta som avtalet rymmer under perioden.", "The most that the agreement holds in the period.").orNil(),
		},
		Rows: rows(func(emit func(...any) bool) {
			withNamed(b.Set.Avtal, func(a *plan.Avtal) string { return a.ID.V }, nil, func(id string, a *plan.Avtal, _ bool) bool {
				for i, c := range a.Takvolymer {
					if !emit(id, i+1, a.Vardgivare, a.Enhet, c.Period.V.From, c.Period.V.To, c.Volym) {
						return false
					}
				}
				return true
			})
		}),
	}
}

func texts(list []plan.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.V)
	}
	return out
}

func numbers(list []plan.Int) []string {
	var out []string
	for _, n := range list {
		out = append(out, strconv.Itoa(n.V))
	}
	return out
}
