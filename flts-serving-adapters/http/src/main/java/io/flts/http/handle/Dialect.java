package io.flts.http.handle;

import io.flts.http.json.JsonWriter;
import io.flts.http.message.Fault;
import io.flts.http.message.HttpAnswer;
import java.util.Locale;

/** How a family of routes tells what is wrong. */
enum Dialect {
  /** RFC 9457 problem details with JSON pointers. */
  NATIVE {
    @Override
    HttpAnswer tell(Fault fault, String path) {
      JsonWriter out = new JsonWriter().begin();
      problem(out, fault).text("instance", path);
      return HttpAnswer.of(fault.status(), "application/problem+json", out.end().toBytes());
    }
  },
  /** KServe time series: {@code {"error": {code, message, param, type}}}. */
  KSERVE {
    @Override
    HttpAnswer tell(Fault fault, String path) {
      JsonWriter out = new JsonWriter().begin();
      kserveError(out, fault);
      return HttpAnswer.json(lenient(fault.status()), out.end().toBytes());
    }
  },
  /** Open Inference V2: {@code {"error": "text"}}. */
  INFERENCE {
    @Override
    HttpAnswer tell(Fault fault, String path) {
      String place = fault.pointer().isEmpty() ? "" : " (at " + fault.pointer() + ")";
      JsonWriter out = new JsonWriter().begin().text("error", fault.message() + place);
      return HttpAnswer.json(lenient(fault.status()), out.end().toBytes());
    }
  };

  abstract HttpAnswer tell(Fault fault, String path);

  /** The members of a problem, inside an object that is open. */
  static JsonWriter problem(JsonWriter out, Fault fault) {
    out.text("type", "urn:flts:problem:" + fault.code())
        .text("title", title(fault.code()))
        .integer("status", fault.status())
        .text("detail", fault.message());
    if (!fault.pointer().isEmpty()) {
      out.beginArray("errors")
          .begin()
          .text("pointer", "#" + fault.pointer())
          .text("detail", fault.message())
          .end()
          .endArray();
    }
    return out;
  }

  static void kserveError(JsonWriter out, Fault fault) {
    out.begin("error")
        .text("code", fault.code())
        .text("message", fault.message())
        .text("param", fault.pointer().isEmpty() ? null : fault.pointer())
        .text("type", fault.status() < 500 ? "invalid_request_error" : "server_error")
        .end();
  }

  private static String title(String code) {
    return code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('-', ' ');
  }

  /** Both protocols know 400 where we distinguish 422. */
  private static int lenient(int status) {
    return status == 422 ? 400 : status;
  }
}
