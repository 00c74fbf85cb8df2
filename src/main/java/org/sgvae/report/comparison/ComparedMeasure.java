package org.sgvae.report.comparison;

import java.util.List;
import java.util.Optional;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonPlace;
import org.sgvae.statistics.Estimate;

/** What a {@link Comparison} takes from the {@code evaluation.json} of a run. */
enum ComparedMeasure {
    REGRET("regret", "regret", 3, "regret"),
    REGRET_WITH_MASS("regretWithMass", "regret", 3, "regretWithMass"),
    REGRET_WITHOUT_MASS("regretGraphsWithoutMass", "without mass", 0, "fresh.graphsWithoutMass"),
    REGRET_GRAPHS("regretGraphs", "graphs", 0, "fresh.graphs"),
    NLL("nllG", "−log p(G)", 3, "heldOut.nllGDefensive", "heldOut.nllG", "nllGDefensive", "nllG"),
    NLL_WITH_MASS("nllGWithMass", "−log p(G)", 3, "heldOut.nllGWithMass", "nllGWithMass"),
    NLL_WITHOUT_MASS("nllGGraphsWithoutMass", "without mass", 0, "heldOut.graphsWithoutMass", "graphsWithoutMass"),
    NLL_GRAPHS("nllGGraphs", "graphs", 0, "heldOut.graphs", "graphs"),
    EFFECTIVE_SAMPLES(
            "effectiveSamples",
            "effective samples",
            1,
            "fresh.smallestEffectiveSamples",
            "heldOut.smallestEffectiveSamples",
            "smallestEffectiveSamples"),
    VALID("valid", "valid", 3, "molecules.valid", "valid"),
    UNIQUE("unique", "unique", 3, "unique"),
    NOVEL("novel", "novel", 3, "novel"),
    DEGREE("degreeMmd", "degree MMD", 3, "mmd.degree.rooted"),
    DEGREE_FLOOR("degreeMmdFloor", "floor", 3, "mmd.degree.trainTestRooted"),
    CLUSTERING("clusteringMmd", "clustering MMD", 3, "mmd.clustering.rooted"),
    CLUSTERING_FLOOR("clusteringMmdFloor", "floor", 3, "mmd.clustering.trainTestRooted"),
    ORBIT("orbitMmd", "orbit MMD", 3, "mmd.orbit.rooted"),
    ORBIT_FLOOR("orbitMmdFloor", "floor", 3, "mmd.orbit.trainTestRooted"),
    SECONDS("trainSeconds", "seconds", 1),
    EPOCHS("epochs", "passes", 0),
    WEIGHTS("weights", "weights", 0);

    private final String key;
    private final String label;
    private final int digits;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> paths;

    /** The first of the paths that leads to a number is taken, with its standard error where that is beside it. */
    ComparedMeasure(String key, String label, int digits, String... paths) {
        this.key = key;
        this.label = label;
        this.digits = digits;
        this.paths = List.of(paths);
    }

    /** Name in CSV and JSON. */
    String key() {
        return key;
    }

    /** Name at the head of a column. */
    String label() {
        return label;
    }

    int digits() {
        return digits;
    }

    /** Its value in an evaluation, if it is there; with error 0 where none is known. */
    Optional<Estimate> in(JsonPlace evaluation) {
        return paths.stream()
                .flatMap(path -> estimate(evaluation, path).stream())
                .findFirst();
    }

    /** The number that a path of keys leads to, if there is one, with its standard error where that is beside it. */
    static Optional<Estimate> estimate(JsonPlace root, String path) {
        return number(root, path)
                .map(value -> new Estimate(value, number(root, path + "StdErr").orElse(0.0)));
    }

    private static Optional<Double> number(JsonPlace root, String path) {
        Optional<JsonPlace> place = Optional.of(root);
        for (String key : path.split("\\.", -1)) {
            place = place.flatMap(object -> object.find(key));
        }
        return place.filter(found -> found.value() instanceof JsonNumber).map(JsonPlace::asDouble);
    }
}
