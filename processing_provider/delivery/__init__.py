"""Algorithms of the group delivery (成果): measured values, tables and reports."""
