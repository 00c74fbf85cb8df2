package org.sgvae.train;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sgvae.graph.data.Split;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonPlace;

/**
 * What {@code config.json} says. All of it is checked whenever it is read, whatever is wanted of it: version, keys, types,
 * and the ranges of all numbers.
 */
final class RunConfig {
    private static final String UNVERSIONED = "unknown"; // as a program without a manifest called itself

    private static final String DATA = "data";
    private static final String SPLIT = "split";
    private static final String MAX_NODES = "maxNodes";
    private static final String EVALUATE_EVERY = "evaluateEvery";

    /** Keys beside those of the training configuration. */
    private static final List<String> ABOUT = List.of(
            "version",
            "preset",
            DATA,
            RunDirectory.DATA_DIGEST,
            "legend",
            "omissions",
            SPLIT,
            "splitGraphs",
            EVALUATE_EVERY,
            MAX_NODES);

    private final JsonPlace root;
    private final TrainingConfig training;
    private final Optional<DataDigest> digest;

    private RunConfig(JsonPlace root) {
        this.root = root;
        root.requireKeysAmong(Stream.concat(
                        ABOUT.stream(),
                        Arrays.stream(TrainingConfig.class.getRecordComponents())
                                .map(RecordComponent::getName))
                .toArray(String[]::new));
        root.find("version").ifPresent(RunConfig::requireReadableVersion);
        root.find("preset").ifPresent(JsonPlace::asString);
        root.find("legend").ifPresent(JsonPlace::keys);
        root.find("omissions").ifPresent(JsonPlace::keys);
        root.find("splitGraphs")
                .ifPresent(
                        sizes -> sizes.keys().forEach(part -> within(sizes.at(part), 0, Integer.MAX_VALUE, "graphs")));
        root.find(DATA).ifPresent(JsonPlace::asString);
        digest = root.find(RunDirectory.DATA_DIGEST).map(DataDigest::fromJson);
        split();
        optionally(MAX_NODES, this::maxNodes);
        optionally(EVALUATE_EVERY, this::evaluateEvery);
        training = ConfigJson.readComponents(root, TrainingConfig.class);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws JsonException if it is not JSON, is of a later version, has unknown keys, or values of a wrong type or out of
     *     range
     */
    static RunConfig read(Path file) throws IOException {
        return new RunConfig(Json.read(file));
    }

    private static void requireReadableVersion(JsonPlace place) {
        if (place.asString().equals(UNVERSIONED)) {
            return;
        }
        Version written = checked(place, text -> Version.parse(text.asString()));
        String minor = written.toString().replaceFirst("^(\\d+\\.\\d+).*", "$1");
        if (Version.parse(minor).compareTo(Version.parse(RunDirectory.VERSION)) > 0) {
            throw place.fault("written by version " + written + ", and this is " + RunDirectory.VERSION
                    + "; use that version or a later one");
        }
    }

    private static int within(JsonPlace place, int least, int most, String unit) {
        int number = place.asInt();
        if (number < least || number > most) {
            throw place.fault(number + " " + unit + "; give a number from " + least + " to " + most);
        }
        return number;
    }

    private void optionally(String key, Runnable check) {
        if (root.find(key).isPresent()) {
            check.run();
        }
    }

    /** {@return the training configuration, equal to the one that was written} */
    TrainingConfig training() {
        return training;
    }

    /** {@return the data as they were asked for, such as {@code cycles:5-14} or the name of a file} */
    String data() {
        return root.at(DATA).asString();
    }

    /** {@return what the data were when training began, if the file says it} */
    Optional<DataDigest> digest() {
        return digest;
    }

    /** {@return how the data are split} */
    Split split() {
        return root.find(SPLIT)
                .map(place -> checked(place, text -> Split.parse(text.asString())))
                .orElse(Split.NONE);
    }

    /** {@return where sampling is cut off, the largest number of nodes} */
    int maxNodes() {
        return within(root.at(MAX_NODES), 1, JsonGraph.MAX_NODES, "nodes");
    }

    /** {@return epochs between looks at samples, 0 for never} */
    int evaluateEvery() {
        return within(root.at(EVALUATE_EVERY), 0, Integer.MAX_VALUE, "epochs");
    }

    /** What a step finds wrong with the model, such as sizes that are too large for the memory, with its place. */
    <T> T checkedModel(Supplier<T> step) {
        return checked(root.at("model"), place -> step.get());
    }

    private static <T> T checked(JsonPlace place, Function<JsonPlace, T> step) {
        try {
            return step.apply(place);
        } catch (JsonException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw place.fault(String.valueOf(e.getMessage()));
        }
    }
}
