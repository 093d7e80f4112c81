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
		})
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
