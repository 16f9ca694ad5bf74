"""Measures readers of WXML: ours, tree-sitter-html, and npm's @vivaxy/wxml, which is the judge."""
