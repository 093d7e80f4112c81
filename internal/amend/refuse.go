package amend

import "github.com/leveransplan/leveransplan/internal/lang"

// Refusal is why a change can't be made as it was wished for.
type Refusal struct {
	Message, Hint lang.Text
	Unmoved       bool // all is as wished already
}

func (r *Refusal) Error() string { return r.Message.In(lang.EN) }

func refuse(message, hint lang.Text) error { return &Refusal{Message: message, Hint: hint} }
