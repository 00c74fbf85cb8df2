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
import java.util.concurrent.CopyOnWriteArrayList;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.nn.Safetensors.Entry;

class CheckpointTest {
    @TempDir
    Path folder;

    private void write(int step) throws IOException {
        DMatrixRMaj weights = new DMatrixRMaj(new double[][] {{step, -0.0}, {Double.MIN_VALUE, 1}});
        Checkpoint.write(folder, Map.of("w", weights), Map.of("step", "" + step));
    }

    private String step() throws IOException {
        Checkpoint read = Checkpoint.read(folder);
        String step = read.metadata().get("step");
        assertThat(read.tensors().get("w").get(0)).isEqualTo(Double.parseDouble(step));
        return step;
    }

    private void assertOnly(String... names) {
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(names);
    }

    @Test
    void read_restoresEveryBit() throws IOException {
        DMatrixRMaj reshaped = new DMatrixRMaj(10, 10);
        reshaped.reshape(2, 3);
        double[] numbers = {Double.NaN, -0.0, Double.NEGATIVE_INFINITY, 4.9e-324, 1, 2};
        System.arraycopy(numbers, 0, reshaped.data, 0, 6);
        Map<String, String> metadata = Map.of("epoch", "3", "data \"é\"\n", "{}");
        Checkpoint.write(folder, Map.of("a", reshaped, "empty", new DMatrixRMaj(0, 4)), metadata);
        Checkpoint read = Checkpoint.read(folder);
        assertThat(read.metadata()).isEqualTo(metadata);
        assertThat(read.tensors().keySet()).containsExactly("a", "empty");
        DMatrixRMaj a = read.tensors().get("a");
        assertThat(new int[] {a.numRows, a.numCols}).containsExactly(2, 3);
        assertThat(Arrays.stream(a.data).mapToLong(Double::doubleToRawLongBits).toArray())
                .isEqualTo(Arrays.stream(numbers)
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray());
        assertThat(read.tensors().get("empty").numCols).isEqualTo(4);
        assertThat(read.fault()).isEmpty();
        assertThat(read.file()).isEqualTo(folder.resolve(Checkpoint.NEWEST));
        assertOnly(Checkpoint.NEWEST);
    }

    @Test
    void previous_isKept() throws IOException {
        assertThat(Checkpoint.exists(folder)).isFalse();
        for (int step = 1; step <= 3; step++) {
            write(step);
            assertThat(step()).isEqualTo("" + step);
        }
        assertOnly(Checkpoint.NEWEST, Checkpoint.PREVIOUS);
        Files.delete(folder.resolve(Checkpoint.NEWEST));
        assertThat(Checkpoint.exists(folder)).isTrue();
        assertThat(step()).isEqualTo("2");
        assertThat(Checkpoint.read(folder).fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).startsWith(folder.resolve(Checkpoint.NEWEST) + ": missing; "));
    }

    /** Each bit of the newest flipped, and each length that is too short: the previous one is read, and why is said. */
    @Test
    void damagedCheckpoint_isPassedOver() throws IOException {
        write(1);
        write(2);
        Path newest = folder.resolve(Checkpoint.NEWEST);
        byte[] whole = Files.readAllBytes(newest);
        for (int i = 0; i < 9 * whole.length; i++) {
            byte[] damaged = i < whole.length ? Arrays.copyOf(whole, i) : whole.clone();
            if (i >= whole.length) {
                int bit = i - whole.length;
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
            }
            Files.write(newest, damaged);
            Checkpoint read = Checkpoint.read(folder);
            if (!"1".equals(read.metadata().get("step"))
                    || !read.file().endsWith(Checkpoint.PREVIOUS)
                    || !read.fault().orElse("").startsWith(newest.toString())) {
                throw new AssertionError("damage " + i + " is not seen");
            }
        }
    }

    @Test
    void damagedNewest_doesNotReplaceThePreviousOne() throws IOException {
        write(1);
        write(2);
        Files.write(folder.resolve(Checkpoint.NEWEST), new byte[100]);
        write(3);
        assertThat(step()).isEqualTo("3");
        Files.delete(folder.resolve(Checkpoint.NEWEST));
        assertThat(step()).isEqualTo("1");
    }

    @Test
    void fileOfAnotherProgram_isNoCheckpoint() throws IOException {
        write(1);
        Files.copy(Path.of("testdata", "golden", "typed7-gaussian.weights.safetensors"), folder.resolve("x"));
        Files.move(folder.resolve("x"), folder.resolve(Checkpoint.PREVIOUS));
        Files.delete(folder.resolve(Checkpoint.NEWEST));
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Checkpoint.NEWEST + ": missing")
                .hasMessageContaining(Checkpoint.PREVIOUS + ": damaged or not a checkpoint, it has no checksum; use")
                .hasMessageNotContainingAny("\n");
        Safetensors.write(folder.resolve(Checkpoint.NEWEST), Map.of("v", new Entry(new long[] {3}, new double[] {1, 2, 3
        })));
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tensor v is no matrix; ");
    }

    @Test
    void noCheckpoint_isSaid() {
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": no checkpoint; give the directory of a run that wrote one");
    }

    @Test
    void write_thatFails_leavesBothCheckpoints() throws IOException {
        write(1);
        write(2);
        Path blocked = Files.createDirectory(folder.resolve("checkpoint.next.safetensors"));
        assertThatThrownBy(() -> write(3)).isInstanceOf(IOException.class).hasMessageContaining("is a directory; ");
        assertThat(step()).isEqualTo("2");
        Files.delete(blocked);
        assertThatThrownBy(() -> Checkpoint.write(folder, Map.of("__metadata__", new DMatrixRMaj(1, 1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(step()).isEqualTo("2");
        assertOnly(Checkpoint.NEWEST, Checkpoint.PREVIOUS);
        Files.delete(folder.resolve(Checkpoint.NEWEST));
        assertThat(step()).isEqualTo("1");
    }

    /**
     * As after a kill at any place of {@link Checkpoint#write}: before each file operation, in the middle of a
     * temporary file.
     */
    @Test
    void leftOversOfAKilledWriter_doNotMatter() throws IOException {
        write(1);
        write(2);
        write(3);
        byte[] third = Files.readAllBytes(folder.resolve(Checkpoint.NEWEST));
        byte[] second = Files.readAllBytes(folder.resolve(Checkpoint.PREVIOUS));
        Path next = folder.resolve("checkpoint.next.safetensors");
        Path newest = folder.resolve(Checkpoint.NEWEST);
        Path previous = folder.resolve(Checkpoint.PREVIOUS);
        SplittableRandom random = new SplittableRandom(1);
        for (byte[] rest : List.of(new byte[0], Arrays.copyOf(third, random.nextInt(third.length)), third)) {
            Files.write(newest, second);
            Files.deleteIfExists(previous);
            Files.write(next, rest);
            Files.write(folder.resolve("." + next.getFileName() + ".0b4627f0.tmp"), rest);
            assertThat(step()).isEqualTo("2"); // killed before the first renaming
            Files.move(newest, previous);
            assertThat(step()).isEqualTo("2"); // killed between the two
            write(4);
            assertThat(step()).isEqualTo("4");
            assertOnly(Checkpoint.NEWEST, Checkpoint.PREVIOUS);
            Files.delete(newest);
            assertThat(step()).isEqualTo("2");
        }
    }

    /** Several writers are not asked for, but readers may come at any time. */
    @Test
    void readers_alwaysFindAWholeCheckpoint() throws Exception {
        write(0);
        write(1);
        List<String> failures = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> {
            int before = 0;
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    int now =
                            Integer.parseInt(Checkpoint.read(folder).metadata().get("step"));
                    if (now < before - 1) {
                        failures.add(now + " after " + before);
                    }
                    before = now;
                } catch (IOException | RuntimeException e) {
                    failures.add(e.toString());
                }
            }
        });
        reader.start();
        for (int step = 2; step < 100; step++) {
            write(step);
        }
        reader.interrupt();
        reader.join();
        assertThat(failures).isEmpty();
    }
}
