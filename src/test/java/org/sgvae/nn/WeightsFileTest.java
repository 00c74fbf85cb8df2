package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.nn.Safetensors.Entry;
import org.sgvae.random.RandomKey;

class WeightsFileTest {
    @TempDir
    Path folder;

    private final Parameters parameters = parameters(1);
    private Path file;

    private static Parameters parameters(long seed) {
        Parameters parameters = new Parameters(Initializer.normal(1), RandomKey.of(seed));
        parameters.matrix("layer.weight", 2, 3, 3);
        parameters.vector("layer.bias", 2, 3);
        return parameters;
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("weights.safetensors");
        WeightsFile.write(file, parameters);
    }

    @Test
    void read_restoresEveryBit() throws IOException {
        Parameters others = parameters(2);
        WeightsFile.read(file, others);
        others.all()
                .forEach(parameter -> assertThat(parameter.value().data)
                        .isEqualTo(parameters.get(parameter.name()).value().data));
    }

    @Test
    void write_keepsVectorsAndMatricesApart() throws IOException {
        Map<String, Entry> tensors = Safetensors.read(file);
        assertThat(tensors.get("layer.weight").shape()).containsExactly(2, 3);
        assertThat(tensors.get("layer.bias").shape()).containsExactly(2);
    }

    @Test
    void write_leavesOutWhatEjmlKeepsBehindAMatrix() throws IOException {
        DMatrixRMaj shrunk = new DMatrixRMaj(10, 10);
        shrunk.reshape(2, 3);
        Parameter weight = parameters.get("layer.weight");
        WeightsFile.write(file, List.of(weight), parameter -> shrunk);
        assertThat(Safetensors.read(file).get("layer.weight").data()).hasSize(6);
    }

    @Test
    void read_namesAMissingTensor() throws IOException {
        rewrite(tensors -> tensors.remove("layer.bias"));
        assertRejected("tensor layer.bias is missing, expected [2]");
    }

    @Test
    void read_namesAnUnknownTensor() throws IOException {
        rewrite(tensors -> tensors.put("layer.scale", new Entry(new long[] {1}, new double[1])));
        assertRejected("tensor layer.scale is not one of the model's 2");
    }

    @Test
    void read_namesAWrongShape() throws IOException {
        rewrite(tensors -> tensors.put("layer.weight", new Entry(new long[] {3, 2}, new double[6])));
        assertRejected("tensor layer.weight has shape [3, 2], expected [2, 3]");
    }

    @Test
    void read_rejectsOneRowForAVector() throws IOException {
        rewrite(tensors -> tensors.put("layer.bias", new Entry(new long[] {1, 2}, new double[2])));
        assertRejected("tensor layer.bias has shape [1, 2], expected [2]");
    }

    @Test
    void read_rejectsWhatIsNotFinite() throws IOException {
        rewrite(tensors -> tensors.get("layer.bias").data()[1] = Double.NaN);
        assertRejected("tensor layer.bias has NaN at number 1");
    }

    /** A model too large to try every bit of its file. */
    @Test
    void read_ofADamagedFile_leavesTheModelAsItWas() throws IOException {
        Parameters large = new Parameters(Initializer.normal(1), RandomKey.of(3));
        large.matrix("layer.weight", 100, 100, 3);
        large.vector("layer.bias", 100, 3);
        WeightsFile.write(file, large);
        byte[] whole = Files.readAllBytes(file);
        double[] weights = large.get("layer.weight").value().data;
        weights[0] = 42; // not that of the file
        double[] before = weights.clone();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = i % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            if (i % 2 == 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            assertThatThrownBy(() -> WeightsFile.read(file, large)).isInstanceOf(IOException.class);
            assertThat(weights).isEqualTo(before);
        }
    }

    private void rewrite(Consumer<Map<String, Entry>> change) throws IOException {
        Map<String, Entry> tensors = new TreeMap<>(Safetensors.read(file));
        change.accept(tensors);
        Files.delete(file);
        Safetensors.write(file, tensors);
    }

    /** One line that begins with the file; and no weight has changed. */
    private void assertRejected(String what) {
        Parameters others = parameters(2);
        assertThatThrownBy(() -> WeightsFile.read(file, others))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": " + what)
                .hasMessageContaining("; use ");
        others.all()
                .forEach(parameter -> assertThat(parameter.value().data)
                        .isEqualTo(parameters(2).get(parameter.name()).value().data));
    }
}
