package github

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
)

// signedBy finds the app that signed a JSON Web Token as GitHub asks for: RS256, made no
// later than now, and good for at most ten minutes.
func (s *Server) signedBy(text string) *App {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return nil
	}
	var header struct{ Alg, Typ string }
	var claims struct {
		Iss json.RawMessage
		Iat int64
		Exp int64
	}
	if !segment(parts[0], &header) || !segment(parts[1], &claims) || header.Alg != "RS256" || header.Typ != "JWT" {
		return nil
	}
	now := s.now.Unix()
	if claims.Iat > now || claims.Exp <= now || claims.Exp-claims.Iat > 600+60 || claims.Exp > now+600 {
		return nil
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	for _, app := range s.apps {
		key, ok := app.Key.(*rsa.PublicKey)
		if ok && strings.Trim(string(claims.Iss), `"`) == strconv.FormatInt(app.ID, 10) && rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) == nil {
			return app
		}
	}
	return nil
}

func segment(text string, into any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil && json.Unmarshal(raw, into) == nil
}
