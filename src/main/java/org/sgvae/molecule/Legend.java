package org.sgvae.molecule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.ValenceRule;
import org.sgvae.graph.family.Element;
import org.sgvae.graph.family.MoleculeProperty;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.json.JsonValue;

/**
 * What the types of a molecule's graph mean: node type i is element i; edge type j a bond of order j + 1.
 *
 * @param elements by node type, at least one, all different
 * @param largestOrder number of edge types, 1 to {@value #MAX_ORDER}
 */
public record Legend(List<Element> elements, int largestOrder) {
    /** Triple bonds. */
    public static final int MAX_ORDER = 3;

    /** All elements and bonds there are. */
    public static final Legend ALL = new Legend(List.of(Element.values()), MAX_ORDER);

    private static final List<String> BONDS = List.of("single", "double", "triple");

    /**
     * Checks both.
     *
     * @param elements by node type; copied
     * @param largestOrder number of edge types
     * @throws IllegalArgumentException if there is no element, one comes twice, or the order is not 1 to {@value
     *     #MAX_ORDER}
     */
    public Legend {
        elements = List.copyOf(elements);
        if (elements.isEmpty() || EnumSet.copyOf(elements).size() < elements.size()) {
            throw new IllegalArgumentException("elements " + elements + "; give at least one, and each once");
        }
        if (largestOrder < 1 || largestOrder > MAX_ORDER) {
            throw new IllegalArgumentException(
                    "bonds of orders 1 to " + largestOrder + "; let the largest be 1 to " + MAX_ORDER);
        }
    }

    /**
     * The node type of an element.
     *
     * @param element an element
     * @return its type, or empty if it has none here
     */
    public Optional<Integer> nodeType(Element element) {
        int type = elements.indexOf(element);
        return type < 0 ? Optional.empty() : Optional.of(type);
    }

    /**
     * The least legend of some molecules: the elements and orders that occur, in the order of {@link Element}.
     *
     * @param molecules at least one, with types of {@link #ALL}; not modified
     * @return the legend
     */
    static Legend of(List<Graph> molecules) {
        SortedSet<Element> elements = new TreeSet<>();
        molecules.forEach(graph ->
                IntStream.range(0, graph.nodes()).forEach(v -> elements.add(ALL.elements.get(graph.nodeType(v)))));
        return new Legend(
                List.copyOf(elements),
                molecules.stream().mapToInt(Graph::edgeTypeCount).max().orElse(1));
    }

    /**
     * Gives a molecule the types of this legend.
     *
     * @param molecule with types of {@link #ALL}
     * @return the same molecule
     * @throws ObstacleException if one of its elements or bonds is not in this legend
     */
    Graph recode(Graph molecule) throws ObstacleException {
        Graph.Builder builder = Graph.builder(molecule.nodes());
        for (int v = 0; v < molecule.nodes(); v++) {
            Element element = ALL.elements.get(molecule.nodeType(v));
            builder.nodeType(
                    v, nodeType(element).orElseThrow(() -> new ObstacleException(Obstacle.ELEMENT, element.symbol())));
        }
        for (int i = 0; i < molecule.edges(); i++) {
            if (molecule.edgeType(i) >= largestOrder) {
                throw new ObstacleException(Obstacle.BOND, BONDS.get(molecule.edgeType(i)));
            }
            builder.edge(molecule.edgeSource(i), molecule.edgeTarget(i), molecule.edgeType(i));
        }
        return builder.build();
    }

    /** {@return what makes a graph of these types a molecule} */
    public MoleculeProperty property() {
        return new MoleculeProperty(elements, largestOrder);
    }

    /** {@return the order of every edge type and the largest valence of every node type} */
    public ValenceRule valenceRule() {
        return property().rule();
    }

    /** {@return {@code {"nodeTypes":["C","N"],"edgeTypes":["single","double","triple"]}}} */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("nodeTypes", strings(elements.stream().map(Element::symbol).toList()))
                .put("edgeTypes", strings(BONDS.subList(0, largestOrder)))
                .build();
    }

    /**
     * The legend of a training run.
     *
     * @param config the run's configuration file
     * @return its legend, if it was trained on molecules
     * @throws IOException if the file cannot be read
     */
    public static Optional<Legend> ofRun(Path config) throws IOException {
        return Json.read(config).find("legend").map(Legend::fromJson);
    }

    private static JsonArray strings(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }

    /**
     * Reads what {@link #toJson} writes.
     *
     * @param place the object
     * @return the legend
     * @throws org.sgvae.json.JsonException if it is no legend of molecules
     */
    public static Legend fromJson(JsonPlace place) {
        place.requireKeysAmong("nodeTypes", "edgeTypes");
        List<String> bonds =
                place.at("edgeTypes").items().stream().map(JsonPlace::asString).toList();
        try {
            Legend legend = new Legend(
                    place.at("nodeTypes").items().stream()
                            .map(symbol -> Element.ofSymbol(symbol.asString()))
                            .toList(),
                    bonds.size());
            if (bonds.equals(BONDS.subList(0, legend.largestOrder))) {
                return legend;
            }
        } catch (IllegalArgumentException e) {
            throw place.fault(String.valueOf(e.getMessage()));
        }
        throw place.at("edgeTypes").fault("found " + bonds + "; use " + String.join(", ", BONDS) + ", in this order");
    }
}
