package sql

import (
	"fmt"
	"strings"
)

// dropView takes away a view of an earlier load, and remembers who might read it.
func (l *load) dropView(name string) error {
	var who, what string
	var further bool
	var grants []string
	err := l.each(`SELECT CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, g.privilege_type, g.is_grantable
		FROM pg_catalog.pg_class c, LATERAL aclexplode(c.relacl) g
		WHERE c.relname = $1 AND c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $2) AND g.grantee <> c.relowner
		ORDER BY 1, 2`,
		[]any{name, l.schema}, []any{&who, &what, &further}, func() error {
			statement := fmt.Sprintf("GRANT %s ON %s TO %s", what, l.in(name), who)
			if further {
				statement += " WITH GRANT OPTION"
			}
			grants = append(grants, statement)
			return nil
		})
	if err != nil {
		return err
	}
	l.form.grants[name] = grants
	delete(l.form.views, name)
	delete(l.form.notes, [2]string{name, ""})
	return l.step("DROP VIEW " + l.in(name))
}

// makeViews makes views that are missing or have changed, and gives back the privileges of
// those that were there.
func (l *load) makeViews() error {
	for _, v := range l.views {
		if l.form.views[v.name] && l.form.sql[v.name] == v.SQL {
			continue
		}
		if l.form.views[v.name] {
			if err := l.dropView(v.name); err != nil {
				return err
			}
		}
		if err := l.step(fmt.Sprintf("CREATE VIEW %s AS %s", l.in(v.name), strings.TrimRight(v.SQL, "; \n"))); err != nil {
			return err
		}
		for _, grant := range l.form.grants[v.name] {
			if err := l.exec(grant); err != nil {
				return err
			}
		}
	}
	return nil
}
