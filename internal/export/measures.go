package export

import "github.com/leveransplan/leveransplan/internal/lang"

// measures are the figures that reports show, each as a formula for Power BI and as a question
// in SQL. Every one is by plan year and unit: units are never added up, and a region has
// several plan years at a time. Of a public export those are left out that need weeks of
// outcome.
func measures(public bool) []Measure {
	out := []Measure{
		{
			Name: "Plan",
			DAX:  "Plan = " + ofOneUnit("CALCULATE(SUM(fact_plan_vecka[volym]), fact_plan_vecka[senaste] = TRUE())"),
			SQL:  sumOf("volym", "fact_plan_vecka", "WHERE senaste"),
			Doc:  lang.T("Överenskommen volym i den visade commiten.", "Agreed volume in the commit shown."),
		},
		{
			Name: "Plan så som beslutad",
			DAX: "Plan så som beslutad = VAR dagen = MAX(om_exporten[dag]) RETURN " + ofOneUnit("CALCULATE(SUM(fact_plan_vecka[volym]), FILTER(dim_planversion, "+
				"NOT ISBLANK(dim_planversion[beslutad_dag]) && dim_planversion[beslutad_dag] <= dagen && (ISBLANK(dim_planversion[ersatt_dag]) || dim_planversion[ersatt_dag] > dagen)))"),
			SQL: "SELECT f.planar, f.enhet, CAST(SUM(f.volym) AS BIGINT) AS varde FROM fact_plan_vecka f JOIN dim_planversion v ON v.planversion = f.planversion " +
				"CROSS JOIN om_exporten o WHERE v.beslutad_dag <= o.dag AND (v.ersatt_dag IS NULL OR v.ersatt_dag > o.dag) GROUP BY f.planar, f.enhet ORDER BY f.planar, f.enhet",
			Doc: lang.T("Volymen enligt det som hade beslutats en dag: exportens dag, eller den som skrivs i dess ställe. Kräver historik, och ger inget värde för en dag före arkivets första commit.",
				"The volume by what had been decided on a day: that of the export, or the one written in its place. Needs the history, and gives no value for a day before the repository's first commit."),
		},
		{
			Name: "Plan till och med vecka",
			DAX: "Plan till och med vecka = VAR sista = MAX(dim_datum[veckans_mandag]) RETURN " +
				ofOneYear("CALCULATE([Plan], ALL(dim_datum), dim_datum[veckans_mandag] <= sista)"),
			SQL: toDate("volym", "fact_plan_vecka", "WHERE senaste"),
			Doc: lang.T("Planerat från planårets början till och med veckan.", "Planned from the beginning of the plan year to the end of the week."),
		},
	}
	out = append(out, capacityMeasures()...)
	if public {
		return append(out, maskedMeasures()...)
	}
	return append(out,
		Measure{
			Name: "Utfall",
			DAX:  "Utfall = " + ofOneUnit("CALCULATE(SUM(fact_utfall_vecka[utfort]), fact_utfall_vecka[raknas] = TRUE(), NOT ISBLANK(fact_utfall_vecka[leveransplan]))"),
			SQL:  sumOf("utfort", "fact_utfall_vecka", "WHERE raknas AND leveransplan IS NOT NULL"),
			Doc:  lang.T("Utfört enligt planer. Utfall utan plan räknas inte.", "Done by plans. Outcome without a plan does not count."),
		},
		Measure{
			Name: "Utfall till och med vecka",
			DAX: "Utfall till och med vecka = VAR sista = MAX(dim_datum[veckans_mandag]) RETURN " +
				ofOneYear("CALCULATE([Utfall], ALL(dim_datum), dim_datum[veckans_mandag] <= sista)"),
			SQL: toDate("utfort", "fact_utfall_vecka", "WHERE raknas AND leveransplan IS NOT NULL"),
			Doc: lang.T("Utfört från planårets början till och med veckan.", "Done from the beginning of the plan year to the end of the week."),
		},
		Measure{
			Name: "Gap",
			DAX:  "Gap = " + ofOneUnit("SUM(fact_uppfoljning[gap_lagst])"),
			SQL:  sumOf("gap_lagst", "fact_uppfoljning", ""),
			Doc: lang.T("Planerat i de veckor som utfallet berättar om, minus utfört: över 0 där utfallet släpar.",
				"Planned in the weeks that outcome tells of, less what is done: above 0 where outcome lags."),
		},
		Measure{
			Name: "Utfall i procent",
			DAX:  "Utfall i procent = " + ofOneUnit("ROUND(100 * DIVIDE(SUM(fact_uppfoljning[utfort_lagst]), SUM(fact_uppfoljning[planerat_rapporterat])), 0)"),
			SQL:  percentOf("utfort_lagst"),
			Doc:  lang.T("Utfört i procent av det planerade i de veckor som utfallet berättar om, avrundat till heltal.", "Done in per cent of what was planned in the weeks that outcome tells of, rounded to whole numbers."),
		},
		Measure{
			Name: "Prognos",
			DAX:  "Prognos = " + ofOneUnit("SUM(fact_uppfoljning[prognos_lagst])"),
			SQL:  sumOf("prognos_lagst", "fact_uppfoljning", ""),
			Doc: lang.T("Vad utfört blir vid planernas slut om takten håller i sig, i veckorna som är kvar och i dem som saknar utfall. Planer utan utfall har ingen prognos och räknas inte.",
				"What will have been done at the end of the plans if the pace goes on, in the weeks left and in those without outcome. Plans without outcome have no forecast and do not count."),
		},
		Measure{
			Name: "Outlösta volymer",
			DAX:  "Outlösta volymer = " + ofOneUnit("SUM(fact_uppfoljning[outlost_lagst])"),
			SQL:  sumOf("outlost_lagst", "fact_uppfoljning", ""),
			Doc: lang.T("Planerad volym i veckor med utfall vars tid är förbi för gott, minus allt som är utfört, plan för plan; minst det som är anmält som outlöst.",
				"Planned volume in weeks with outcome whose time has passed for good, less all that has been done, plan by plan; at least what is registered as unused."),
		})
}

// capacityMeasures are what receivers have left. Capacity has no plan year: an agreement has its
// own time. Where more is planned than there is the rest of the receiver's capacity is no
// smaller for it, so that is a measure of its own.
func capacityMeasures() []Measure {
	of := func(name, rows, value, sum, condition string, doc lang.Text) Measure {
		return Measure{
			Name: name,
			DAX: name + " = VAR dagen = MAX(om_exporten[dag]) RETURN " + ofOneUnit("CALCULATE(SUMX(FILTER(fact_kapacitet, "+rows+"), "+value+
				"), TREATAS(VALUES(dim_plan[enhet]), fact_kapacitet[enhet]), ISBLANK(fact_kapacitet[period_till]) || fact_kapacitet[period_till] >= dagen)"),
			SQL: "SELECT f.mottagare, d.ar, f.enhet, CAST(SUM(" + sum + ") AS BIGINT) AS varde FROM fact_kapacitet f LEFT JOIN dim_datum d ON d.datum = f.period_fran " +
				"CROSS JOIN om_exporten o WHERE " + condition + " AND (f.period_till IS NULL OR f.period_till >= o.dag) GROUP BY f.mottagare, d.ar, f.enhet ORDER BY f.mottagare, d.ar, f.enhet",
			Doc: doc,
		}
	}
	return []Measure{
		of("Kapacitet kvar", "NOT ISBLANK(fact_kapacitet[kvar])", "MAX(0, fact_kapacitet[kvar])", "CASE WHEN f.kvar > 0 THEN f.kvar ELSE 0 END", "f.kvar IS NOT NULL",
			lang.T("Vad mottagarna har kvar av avtalens tak och av erbjudandena, när planerna har räknats av. Bara det vars tid inte är slut, och inte avtal utan tak.",
				"What receivers have left of the agreements' ceilings and of offers once plans have been taken off. Only what has not ended, and no agreements without a ceiling.")),
		of("Kapacitet överskriden", "fact_kapacitet[kvar] < 0", "-fact_kapacitet[kvar]", "-f.kvar", "f.kvar < 0",
			lang.T("Hur mycket mer som är planerat än avtalens tak och erbjudandena rymmer, där det är för mycket. Bara det vars tid inte är slut.",
				"How much more is planned than the agreements' ceilings and the offers hold, where it is too much. Only what has not ended.")),
	}
}

// maskedMeasures are those of outcome that is known from a lowest to a highest count.
func maskedMeasures() []Measure {
	var out []Measure
	for _, end := range []struct{ column, word, en string }{{"lagst", "lägst", "Lowest"}, {"hogst", "högst", "Highest"}} {
		out = append(out,
			Measure{
				Name: "Utfall " + end.word,
				DAX:  "Utfall " + end.word + " = " + ofOneUnit("SUM(fact_uppfoljning[utfort_"+end.column+"])"),
				SQL:  sumOf("utfort_"+end.column, "fact_uppfoljning", ""),
				Doc:  lang.T("Utfört enligt planer, "+end.word+".", end.en+" that has been done by plans."),
			},
			Measure{
				Name: "Gap " + end.word,
				DAX:  "Gap " + end.word + " = " + ofOneUnit("SUM(fact_uppfoljning[gap_"+end.column+"])"),
				SQL:  sumOf("gap_"+end.column, "fact_uppfoljning", ""),
				Doc:  lang.T("Planerat i de veckor som utfallet berättar om, minus utfört, "+end.word+".", end.en+" of what was planned in the weeks that outcome tells of, less what is done."),
			},
			Measure{
				Name: "Utfall i procent " + end.word,
				DAX:  "Utfall i procent " + end.word + " = " + ofOneUnit("ROUND(100 * DIVIDE(SUM(fact_uppfoljning[utfort_"+end.column+"]), SUM(fact_uppfoljning[planerat_rapporterat])), 0)"),
				SQL:  percentOf("utfort_" + end.column),
				Doc:  lang.T("Utfört i procent av det planerade i de veckor som utfallet berättar om, "+end.word+".", end.en+" done in per cent of what was planned in the weeks that outcome tells of."),
			},
			Measure{
				Name: "Prognos " + end.word,
				DAX:  "Prognos " + end.word + " = " + ofOneUnit("SUM(fact_uppfoljning[prognos_"+end.column+"])"),
				SQL:  sumOf("prognos_"+end.column, "fact_uppfoljning", ""),
				Doc:  lang.T("Vad utfört blir vid planernas slut om takten håller i sig, "+end.word+".", end.en+" of what will have been done at the end of the plans if the pace goes on."),
			},
			Measure{
				Name: "Outlösta volymer " + end.word,
				DAX:  "Outlösta volymer " + end.word + " = " + ofOneUnit("SUM(fact_uppfoljning[outlost_"+end.column+"])"),
				SQL:  sumOf("outlost_"+end.column, "fact_uppfoljning", ""),
				Doc:  lang.T("Planerad volym i veckor med utfall vars tid är förbi för gott, minus allt som är utfört, plan för plan, "+end.word+". Hur mycket som är anmält som outlöst visas inte: lägst är utan det, högst är då planens hela volym.", end.en+" of what was planned in weeks with outcome whose time has passed for good, less all that has been done, plan by plan. How much is registered as unused is not shown: the lowest is without it, the highest is then the plan's whole volume."),
			})
	}
	return out
}

// ofOneUnit shows nothing while a report would add patients to procedures, and ofOneYear while
// it would count on from one plan year into the next.
func ofOneUnit(dax string) string { return "IF(HASONEVALUE(dim_plan[enhet]), " + dax + ")" }
func ofOneYear(dax string) string { return "IF(HASONEVALUE(dim_plan[planar]), " + dax + ")" }

func sumOf(column, table, where string) string {
	if where != "" {
		where += " "
	}
	return "SELECT planar, enhet, CAST(SUM(" + column + ") AS BIGINT) AS varde FROM " + table + " " + where + "GROUP BY planar, enhet ORDER BY planar, enhet"
}

func toDate(column, table, where string) string {
	return "SELECT planar, enhet, veckans_mandag, CAST(SUM(SUM(" + column + ")) OVER (PARTITION BY planar, enhet ORDER BY veckans_mandag) AS BIGINT) AS varde FROM " +
		table + " " + where + " GROUP BY planar, enhet, veckans_mandag ORDER BY planar, enhet, veckans_mandag"
}

func percentOf(column string) string {
	return "SELECT planar, enhet, CAST(ROUND(100.0 * CAST(SUM(" + column + ") AS BIGINT) / NULLIF(CAST(SUM(planerat_rapporterat) AS BIGINT), 0)) AS BIGINT) AS varde FROM fact_uppfoljning GROUP BY planar, enhet ORDER BY planar, enhet"
}
