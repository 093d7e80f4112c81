package edit_test

import (
	"encoding/json"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
)

func TestValuesAsJSONKeepTheirOrder(t *testing.T) {
	got, err := json.Marshal(edit.Map{
		{Key: "rutin", Value: edit.Text("9.0")}, {Key: "andel", Value: edit.Plain("0.5")}, {Key: "galler_fran", Value: edit.Plain("2027-W10")},
		{Key: "datum", Value: edit.Day(calendar.Date(2027, 3, 1))}, {Key: "volym", Value: edit.Int(4)}, {Key: "protokoll_kravs", Value: edit.Bool(true)},
		{Key: "avstamningar", Value: edit.List(nil)}, {Key: "asa_klass", Value: edit.Flow(edit.List{edit.Int(1), edit.Int(2)})},
		{Key: "ursprung", Value: edit.Flow(edit.Map{{Key: "missiv", Value: edit.Text(`m "1"`)}})},
	})
	want := `{"rutin":"9.0","andel":0.5,"galler_fran":"2027-W10","datum":"2027-03-01","volym":4,"protokoll_kravs":true,"avstamningar":[],"asa_klass":[1,2],"ursprung":{"missiv":"m \"1\""}}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v\nwant %s", got, err, want)
	}
}
