package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.decoder.CodeInput;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.DecoderConfig;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.decoder.NodeTypes;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.Posterior;
import org.sgvae.encoder.Removal;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.json.Json;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.CodeDraw;
import org.sgvae.objective.RateBound;
import org.sgvae.sgvae.SgvaeConfig;

class ConfigJsonTest {
    private static final SgvaeConfig SIZES = new SgvaeConfig(4, 7, 9, 3, 3, 2, Posterior.GAUSSIAN, 3);

    @Test
    void model_hasTheKeysOfTheGoldenCases() throws IOException {
        JsonPlace golden =
                Json.read(Path.of("testdata", "golden", "typed7-gaussian.json")).at("config");
        assertThat(ConfigJson.toJson(SIZES)).isEqualTo(golden.value());
        assertThat(ConfigJson.fromJson(golden, SgvaeConfig.class)).isEqualTo(SIZES);
    }

    @Test
    void removal_isWrittenUnlessHard() throws IOException {
        assertThat(text()).doesNotContain("removal");
        SgvaeConfig relaxed = SIZES.withRemoval(Removal.RELAXED);
        JsonPlace json = JsonPlace.root(ConfigJson.toJson(relaxed), "case.json");
        assertThat(json.at("removal").asString()).isEqualTo("relaxed");
        assertThat(ConfigJson.fromJson(json, SgvaeConfig.class)).isEqualTo(relaxed);
        assertRejected(
                Json.compact(json.value()).replace("relaxed", "gone"),
                "case.json: removal: found \"gone\"; use hard or relaxed");
    }

    @Test
    void pathCodeAndLearnedPrior_areWrittenWhereTheyAre() throws IOException {
        assertThat(text()).doesNotContain("pathDim", "priorComponents");
        SgvaeConfig variant = SIZES.withPathDim(5).withPriorComponents(7);
        JsonPlace json = JsonPlace.root(ConfigJson.toJson(variant), "case.json");
        assertThat(json.at("pathDim").asInt()).isEqualTo(5);
        assertThat(json.at("priorComponents").asInt()).isEqualTo(7);
        assertThat(ConfigJson.fromJson(json, SgvaeConfig.class)).isEqualTo(variant);
        assertRejected(
                Json.compact(json.value()).replace(":5", ":-1"), "case.json: pathDim -1: must be at least 1, or 0");
        assertRejected(
                Json.compact(json.value()).replace("gaussian", "point"), "case.json: priorComponents 7: a prior is");
    }

    @Test
    void rateBound_hasItsCodesWrittenUnlessIndependent() {
        for (CodeDraw codes : CodeDraw.values()) {
            RateBound bound = new RateBound(2, codes);
            JsonPlace json = JsonPlace.root(ConfigJson.toJson(bound), "case.json");
            assertThat(json.keys().contains("codeDraw")).isEqualTo(codes != CodeDraw.INDEPENDENT);
            assertThat(ConfigJson.fromJson(json, RateBound.class)).isEqualTo(bound);
        }
    }

    @Test
    void edges_areWrittenUnlessIndependent() throws IOException {
        assertThat(text()).doesNotContain("edges");
        SgvaeConfig sequential = SIZES.withEdges(EdgeModel.SEQUENTIAL);
        JsonPlace json = JsonPlace.root(ConfigJson.toJson(sequential), "case.json");
        assertThat(json.at("edges").asString()).isEqualTo("sequential");
        assertThat(ConfigJson.fromJson(json, SgvaeConfig.class)).isEqualTo(sequential);
    }

    @Test
    void decoder_isWrittenWhereItIsNotThePapers() throws IOException {
        assertThat(text())
                .doesNotContain("codeInput")
                .doesNotContain("connectivity")
                .doesNotContain("types\"")
                .doesNotContain("valences");
        SgvaeConfig config = SIZES.withDecoder(new DecoderConfig(
                EdgeModel.SEQUENTIAL,
                NodeTypes.AT_ONCE,
                CodeInput.EVERY_STEP,
                Connectivity.CONNECTED,
                PropagationTime.EVERY_STEP,
                List.of(4, 3, 2)));
        JsonPlace json = JsonPlace.root(ConfigJson.toJson(config), "case.json");
        assertThat(json.at("codeInput").asString()).isEqualTo("every_step");
        assertThat(json.at("types").asString()).isEqualTo("at_once");
        assertThat(json.at("connectivity").asString()).isEqualTo("connected");
        assertThat(ConfigJson.fromJson(json, SgvaeConfig.class)).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource({"sgvae", "sggn"})
    void model_isWrittenWithItsKind(String kind) throws IOException {
        DataSet data = DataSets.parse("cycles:5-14");
        TrainingConfig config = kind.equals("sggn") ? Presets.sggn(data) : Presets.standard(data);
        JsonPlace model =
                JsonPlace.root(ConfigJson.toJson(config), "config.json").at("model");
        assertThat(model.at("kind").asString()).isEqualTo(kind);
        assertThat(ConfigJson.modelFromJson(model)).isEqualTo(config.model());
    }

    @Test
    void model_withoutKind_isAnSgvae() throws IOException {
        assertThat(ConfigJson.modelFromJson(Json.read(text(), "case.json"))).isEqualTo(SIZES);
    }

    @Test
    void model_ofAnotherKind_isRejected() throws IOException {
        JsonPlace place = Json.read("{\"kind\":\"other\"}", "case.json");
        assertThatThrownBy(() -> ConfigJson.modelFromJson(place))
                .isInstanceOf(JsonException.class)
                .hasMessage("case.json: kind: no model other; use sgvae or sggn or graphrnn or graphvae or graphnvp");
    }

    @Test
    void training_isWrittenWithAllItsParts() throws IOException {
        JsonPlace json =
                JsonPlace.root(ConfigJson.toJson(Presets.standard(DataSets.parse("cycles:5-14"))), "config.json");
        assertThat(json.at("model").at("posterior").asString()).isEqualTo("gaussian");
        assertThat(json.at("objective").at("kind").asString()).isEqualTo("kSampleBound");
        assertThat(json.at("objective").at("freeBits").at("to").asDouble()).isEqualTo(Math.log(10) + 0.1);
        assertThat(json.at("propagationRates").at("constructor").asDouble()).isEqualTo(1);
        assertThat(json.at("learningRate").at("shape").asString()).isEqualTo("cosine");
    }

    /** Every preset of every model, and settings of every kind. */
    @Test
    void presets_areReadBackEqual() throws IOException {
        DataSet data = DataSets.parse("cycles:5-14");
        for (Preset preset : Kinds.presets()) {
            TrainingConfig config = preset.configFor().apply(data);
            assertThat(readBack(config)).as(preset.name()).isEqualTo(config);
        }
        for (String estimator : Kinds.names(ScoreFunctionEstimator.class)) {
            TrainingConfig config =
                    ConfigText.with(Presets.standard(data), Map.of("objective", "bound:estimator=" + estimator));
            assertThat(readBack(config)).as(estimator).isEqualTo(config);
        }
    }

    private static TrainingConfig readBack(TrainingConfig config) throws IOException {
        return ConfigJson.fromJson(
                Json.read(Json.pretty(ConfigJson.toJson(config)), "config.json"), TrainingConfig.class);
    }

    @Test
    void infinity_isNull() throws IOException {
        JsonObject json = ConfigJson.toJson(Presets.paper(DataSets.parse("cycles:5-14")));
        assertThat(JsonPlace.root(json, "config.json").find("clipNorm")).isEmpty();
    }

    @Test
    void fromJson_namesAMissingKey() {
        assertRejected("{\"nodeDim\":4}", "case.json: messageDim: missing");
    }

    @Test
    void fromJson_namesAnUnknownKey() {
        assertRejected(text().replace("rounds", "round"), "case.json: round: unknown key");
    }

    @Test
    void fromJson_namesAnUnknownConstant() {
        assertRejected(
                text().replace("gaussian", "normal"), "case.json: posterior: found \"normal\"; use point or gaussian");
    }

    @Test
    void fromJson_passesOnWhatTheRecordRejects() {
        assertRejected(text().replace("\"rounds\":3", "\"rounds\":0"), "case.json: rounds 0: must be at least 1");
    }

    private static String text() {
        return Json.compact(ConfigJson.toJson(SIZES));
    }

    private static void assertRejected(String text, String message) {
        assertThatThrownBy(() -> ConfigJson.fromJson(Json.read(text, "case.json"), SgvaeConfig.class))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith(message);
    }
}
