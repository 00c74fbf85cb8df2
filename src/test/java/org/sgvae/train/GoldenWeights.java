package org.sgvae.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.json.JsonValue;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;

/**
 * Weights after a short training, as SHA-256 for each kind of kernels, in {@code testdata/train/PRESET.json}: the whole
 * configuration, so that later presets change nothing here, and what they ended with.
 */
final class GoldenWeights {
    static final Path FOLDER = Path.of("testdata", "train");

    private static final String CONFIG = "config";
    private static final String SHA_256 = "sha256";
    static final DataSet DATA = TinyData.of(
            GraphFamilies.path(2),
            GraphFamilies.path(5),
            GraphFamilies.cycle(3),
            GraphFamilies.cycle(6),
            GraphFamilies.star(4),
            GraphFamilies.star(7),
            GraphFamilies.ladder(3));

    private GoldenWeights() {}

    /** {@return the presets that have a file} */
    static List<String> presets() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Path file(String preset) {
        return FOLDER.resolve(preset + ".json");
    }

    /** {@return the name of this JVM's kernels in the files} */
    static String kernels() {
        return KernelChoice.current().kind().name().toLowerCase(Locale.ROOT);
    }

    /** {@return SHA-256 that a preset's weights must have, 64 hexadecimal digits} */
    static String expected(String preset, String kernels) throws IOException {
        return Json.read(file(preset)).at(SHA_256).at(kernels).asString();
    }

    /** {@return the configuration of a preset's file} */
    static TrainingConfig config(String preset) throws IOException {
        return ConfigJson.fromJson(Json.read(file(preset)).at(CONFIG), TrainingConfig.class);
    }

    /**
     * Trains as a preset's file says.
     *
     * @return SHA-256 of the weights
     */
    static String trained(String preset, int threads) throws IOException {
        return trained(config(preset), threads);
    }

    private static String trained(TrainingConfig config, int threads) {
        GraphModel model = Trainer.freshModel(config);
        try (Workers workers = new Workers(threads)) {
            Trainer trainer = new Trainer(model, DATA, config, workers);
            while (trainer.epoch() < config.epochs()) {
                trainer.trainEpoch();
            }
        }
        return sha256(model.parameters().values());
    }

    /** Of names in UTF-8 and entries as big-endian 64-bit floating-point numbers, matrix by matrix. */
    private static String sha256(Map<String, DMatrixRMaj> weights) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            weights.forEach((name, matrix) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * matrix.getNumElements());
                for (int i = 0; i < matrix.getNumElements(); i++) {
                    bytes.putDouble(matrix.data[i]);
                }
                digest.update(bytes.array());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints a line {@code PRESET SHA-256} for every file, or makes files of today's presets if asked to {@code write}. */
    public static void main(String... args) throws IOException {
        if (List.of(args).contains("write")) {
            for (Preset preset : Kinds.presets().subList(1, Kinds.presets().size())) { // the first stands for others
                write(preset);
            }
        }
        for (String preset : presets()) {
            System.out.println(preset + " " + trained(preset, 1));
        }
    }

    private static void write(Preset preset) throws IOException {
        Path file = file(preset.name());
        TrainingConfig config = preset.configFor().apply(DATA).toBuilder()
                .batchGraphs(3)
                .epochs(4)
                .build();
        Map<String, JsonValue> hashes = new LinkedHashMap<>();
        if (Files.exists(file)) {
            JsonPlace old = Json.read(file).at(SHA_256);
            old.keys().forEach(key -> hashes.put(key, old.at(key).value()));
        }
        hashes.put(kernels(), new JsonString(trained(config, 1)));
        JsonObject content = JsonObject.builder()
                .put(CONFIG, ConfigJson.toJson(config))
                .put(SHA_256, new JsonObject(hashes))
                .build();
        AtomicFile.write(file, Json.pretty(content));
    }
}
