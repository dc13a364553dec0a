"""The check kinds; importing this package registers them all."""

from . import areas, attribute_forms, attribute_relations, attribute_values, conditions, geometry, structure, topology

__all__ = [
    "areas", "attribute_forms", "attribute_relations", "attribute_values", "conditions", "geometry", "structure",
    "topology",
]
