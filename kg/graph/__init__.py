"""From claims to the graph: quads, inference, shapes, canonical writers, the network view."""
