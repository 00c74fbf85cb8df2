package org.sgvae.molecule;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.family.Element;
import uk.ac.ebi.beam.Atom;
import uk.ac.ebi.beam.Edge;

/** Takes one SMILES apart and checks that heavy atoms, bonds and implied hydrogens are all it says, but for stereo. */
final class SmilesReader {
    private final uk.ac.ebi.beam.Graph parsed;
    private final String smiles;

    /** By atom: its node, or −1 for a hydrogen. */
    private final int[] node;

    private int heavyAtoms;

    SmilesReader(String smiles) throws ObstacleException {
        this.smiles = smiles;
        try {
            parsed = uk.ac.ebi.beam.Graph.fromSmiles(smiles);
        } catch (IOException | RuntimeException e) { // it also throws unchecked ones at some malformed texts
            throw new ObstacleException(Obstacle.NOT_SMILES, firstLine(e));
        }
        node = new int[parsed.order()];
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Whether the SMILES says something of tetrahedra, double bonds or axes. */
    boolean hasStereo() {
        return parsed.getFlags(uk.ac.ebi.beam.Graph.HAS_STRO) != 0;
    }

    /** The graph under the numbering of the SMILES, one of its Kekulé structures, with types of {@link Legend#ALL}. */
    Graph graph() throws ObstacleException {
        if (parsed.order() == 0) {
            throw new ObstacleException(Obstacle.NOT_SMILES, "no atoms");
        }
        requireConnected();
        requireNoChargeOrIsotope();
        numberHeavyAtoms();
        uk.ac.ebi.beam.Graph kekule = kekule();
        Graph.Builder builder = Graph.builder(heavyAtoms);
        for (int a = 0; a < node.length; a++) {
            if (node[a] >= 0) {
                builder.nodeType(node[a], Legend.ALL.nodeType(element(a)).orElseThrow());
            }
        }
        int[] orderSum = new int[node.length];
        for (Edge edge : kekule.edges()) {
            int a = edge.either();
            int b = edge.other(a);
            int order = edge.bond().order();
            if (node[a] >= 0 && node[b] >= 0) {
                if (order > Legend.MAX_ORDER) {
                    throw new ObstacleException(Obstacle.BOND, edge.bond().name());
                }
                builder.edge(node[a], node[b], order - 1);
                orderSum[a] += order;
                orderSum[b] += order;
            }
        }
        requireImpliedHydrogens(kekule, orderSum);
        return builder.build();
    }

    private void requireConnected() throws ObstacleException {
        Graph.Builder skeleton = Graph.builder(parsed.order());
        for (Edge edge : parsed.edges()) {
            skeleton.edge(edge.either(), edge.other(edge.either()));
        }
        if (!skeleton.build().isConnected()) {
            throw new ObstacleException(Obstacle.SEVERAL_COMPONENTS, smiles);
        }
    }

    private void requireNoChargeOrIsotope() throws ObstacleException {
        for (Atom atom : parsed.atoms()) {
            if (atom.charge() != 0) {
                throw new ObstacleException(Obstacle.CHARGE, atom.toString());
            }
        }
        for (Atom atom : parsed.atoms()) {
            if (atom.isotope() >= 0) {
                throw new ObstacleException(Obstacle.ISOTOPE, atom.toString());
            }
        }
    }

    /** A hydrogen on one heavy atom is no node; any other is an obstacle. */
    private void numberHeavyAtoms() throws ObstacleException {
        for (int a = 0; a < node.length; a++) {
            Atom atom = parsed.atom(a);
            if (isHydrogen(a)) {
                if (parsed.degree(a) != 1 || isHydrogen(parsed.edgeAt(a, 0).other(a))) {
                    throw new ObstacleException(Obstacle.HYDROGENS, atom.toString());
                }
                node[a] = -1;
            } else if (Element.of(atom.element().atomicNumber()).isEmpty()) {
                throw new ObstacleException(Obstacle.ELEMENT, atom.label());
            } else {
                node[a] = heavyAtoms++;
            }
            if (atom.atomClass() != 0) {
                throw new ObstacleException(Obstacle.ATOM_CLASS, atom.toString());
            }
        }
    }

    private boolean isHydrogen(int a) {
        return parsed.atom(a).element() == uk.ac.ebi.beam.Element.Hydrogen;
    }

    private Element element(int a) {
        return Element.of(parsed.atom(a).element().atomicNumber()).orElseThrow();
    }

    private uk.ac.ebi.beam.Graph kekule() throws ObstacleException {
        try {
            return parsed.kekule();
        } catch (IOException e) {
            throw new ObstacleException(Obstacle.KEKULE, firstLine(e));
        }
    }

    private void requireImpliedHydrogens(uk.ac.ebi.beam.Graph kekule, int[] orderSum) throws ObstacleException {
        for (int a = 0; a < node.length; a++) {
            if (node[a] < 0) {
                continue;
            }
            Optional<Integer> implied = element(a).hydrogens(orderSum[a]);
            if (implied.isEmpty()) {
                throw new ObstacleException(Obstacle.VALENCE, element(a).symbol() + " with " + orderSum[a]);
            }
            long given = kekule.implHCount(a)
                    + IntStream.of(kekule.neighbors(a)).filter(b -> node[b] < 0).count();
            if (given != implied.get()) {
                throw new ObstacleException(
                        Obstacle.HYDROGENS, element(a).symbol() + " with " + given + " in place of " + implied.get());
            }
        }
    }
}
