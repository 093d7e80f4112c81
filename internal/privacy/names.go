package privacy

import "strings"

// firstNames are common first names in Sweden, without diacritics, as addresses have
// them. Siv is left out: in the region that is a hospital.
var firstNames = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`
		agneta ahmed albin alexander alexandra ali alice amanda amina anders andreas anette angelica ann anna anneli annelie annika anton
		arne arvid asa astrid barbro bengt berit birgit birgitta bjorn bo britt camilla carina carl caroline cecilia charlotta charlotte
		christer christian christina claes dagmar daniel david desiree dick ebba elin elina elisabet elisabeth ella ellen elsa emelie emil
		emilia emma erica erik erika eva evelina fatima felicia filip frans fredrik frida gabriel gabriella goran greta gunilla gun gunnar
		gustaf gustav hakan hanna hannah hans hassan helena helene henrik henry hugo ibrahim ida inga ingegerd inger ingrid irene
		isabella isak jakob jan jane janne jenny jens jessica jimmy joakim johan johanna john johnny jonas jonatan josef josefin josefine
		julia kajsa karin karl karolina katarina kenneth kent kerstin kevin kjell klara klas kristian kristina kurt lars leif lena lennart
		leo liam lina linda linnea linus lisa lisbeth louise lotta lovisa lucas ludvig madeleine magnus maja malin marcus margareta maria
		marianne marie marika markus marta martin mathias matilda mats mattias max maya michael mikael moa mohamed mohammad mona monica
		monika nathalie niklas nils noah nora oliver olivia olle olof oscar oskar ove patricia patrik paul per pernilla peter petra pia
		pontus rasmus rebecca rebecka richard rickard robert robin roger roland rolf ronny rune sandra sara sebastian sigrid simon
		sofia sofie stefan stig stina sture susanne sven svante theo therese thomas tobias tomas tommy tony torbjorn tore torsten ulf ulla
		ulrika ulrica urban veronica victor viktor viktoria vilhelm vincent viveka william yasmin ylva yvonne ake zahra`) {
		m[name] = true
	}
	return m
}()
