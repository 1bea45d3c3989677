from django.urls import path

from glowcycle.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("assets/<str:digest>/<str:name>", views.asset, name="asset"),
]
