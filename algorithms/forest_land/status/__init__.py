"""Evaluation of the present state of forest land (现状分析与评价, 花·二(三)1): tables, figures, targets, statements."""
